#include "evaluation/reading/eurepoc.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluation/reading/basis_features.h"
#include "evaluation/reading/csv.h"
#include "evaluation/reading/equal_error.h"
#include "evaluation/reading/label_learner.h"
#include "evaluation/reading/wanted.h"

namespace whence {
namespace {

struct CodedIncident {
  std::string id, text, basis;                  // basis: empty unless all that is coded is one label
  std::set<std::string> initiators, receivers;  // codes
  bool receiver_unmapped = false;               // coded, but nothing that the table of names knows
};

std::set<std::string> codes_of(std::string_view cell, const CountryNames& names, bool& unmapped) {
  std::set<std::string> codes;
  bool named = false;
  for (const std::string& name : strings_of_list(cell)) {
    if (name.empty() || name == "Unknown" || name == "Not available") continue;
    named = true;
    if (std::string code = names.code(name); !code.empty()) codes.insert(std::move(code));
  }
  unmapped = named && codes.empty();
  return codes;
}

std::string single_label(std::string_view cell) {
  std::set<std::string> labels;
  for (const std::string_view part : split(cell, ';')) {
    if (!trim(part).empty()) labels.emplace(trim(part));
  }
  return labels.size() == 1 ? *labels.begin() : std::string();
}

Result<std::vector<CodedIncident>> coded_incidents(const CsvTable& table, const CountryNames& names) {
  constexpr std::array<std::string_view, 6> wanted{
      "ID", "name", "description", "initiator_country", "receiver_country", "attribution_basis"};
  std::array<std::size_t, 6> at{};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto column = table.column(wanted[i]);
    if (!column) return Error{Code::malformed, fmt::format("no column '{}'", wanted[i])};
    at[i] = *column;
  }
  std::vector<CodedIncident> incidents;
  for (const auto& row : table.rows) {
    CodedIncident one;
    one.id = row[at[0]];
    one.text = row[at[1]] + "\n\n" + row[at[2]] + "\n";
    bool unmapped = false;
    one.initiators = codes_of(row[at[3]], names, unmapped);
    one.receivers = codes_of(row[at[4]], names, one.receiver_unmapped);
    one.basis = single_label(row[at[5]]);
    incidents.push_back(std::move(one));
  }
  return incidents;
}

std::string initiator_of(const Reading& reading) {
  return reading.doer_countries.empty() ? std::string() : reading.doer_countries.front().state;
}

std::string labelled_initiator(const Reading& reading, const StateOfActor& state_of) {
  for (const Claim& claim : reading.claims) {
    if (claim.denied || is_denial(claim.act)) continue;
    for (const Party& group : claim.group) {
      if (std::string code = group.id ? state_of(*group.id) : ""; !code.empty()) return code;
    }
  }
  for (const NameMention& actor : reading.actors) {
    if (std::string code = state_of(actor.id); !code.empty()) return code;
  }
  return {};
}

std::string receiver_of(const Reading& reading) {
  return reading.hit_countries.empty() ? std::string() : reading.hit_countries.front().state;
}

// What a simple pattern answers.
struct Guess {
  std::string initiator, receiver;
};

bool doer_follows(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 14> doers{"hack",         "group", "actor", "crew",       "attacker",
                                                   "intelligence", "cyber", "state", "government", "militar",
                                                   "spies",        "agent", "team",  "based"};
  while (at < text.size() && (text[at] == ' ' || text[at] == '-')) ++at;
  const std::string rest = lower(text.substr(at, 20));
  return std::any_of(doers.begin(), doers.end(), [&](std::string_view doer) { return rest.starts_with(doer); });
}

Guess guess(const std::string& text, const CountryNames& names) {
  const std::vector<CountryMention> mentions = names.mentions(text);
  if (mentions.empty()) return {};
  const CountryMention* best = nullptr;
  for (const CountryMention& one : mentions) {
    if (best == nullptr && doer_follows(text, one.end)) best = &one;
  }
  for (const CountryMention& one : mentions) {
    if (best == nullptr && one.adjective) best = &one;
  }
  if (best == nullptr) best = &mentions.front();
  const auto other =
      std::find_if(mentions.begin(), mentions.end(), [&](const CountryMention& one) { return one.code != best->code; });
  return {best->code, other == mentions.end() ? best->code : other->code};
}

struct Answers {
  std::size_t known = 0, right = 0, answered = 0, unknown = 0, answered_unknown = 0;
  void add(const std::string& answer, const std::set<std::string>& coded) {
    if (coded.empty()) {
      ++unknown;
      if (!answer.empty()) ++answered_unknown;
      return;
    }
    ++known;
    if (!answer.empty()) ++answered;
    if (coded.contains(answer)) ++right;
  }
};

std::string shown(const std::set<std::string>& codes) { return join({codes.begin(), codes.end()}, ","); }

class Scorer {
 public:
  Scorer(std::string_view set, const CountryNames& names, const StateOfActor& state_of)
      : set_(set), names_(names), state_of_(state_of) {}

  void add(const CodedIncident& incident, const Reading& reading) {
    const std::string initiator = initiator_of(reading);
    const std::string labelled = initiator.empty() ? labelled_initiator(reading, state_of_) : initiator;
    const Guess simple = guess(incident.text, names_);
    initiator_.add(initiator, incident.initiators);
    labelled_.add(labelled, incident.initiators);
    simple_initiator_.add(simple.initiator, incident.initiators);
    const std::string receiver = receiver_of(reading);
    if (incident.receiver_unmapped) {
      ++dropped_;
    } else {
      receiver_.add(receiver, incident.receivers);
      simple_receiver_.add(simple.receiver, incident.receivers);
    }
    if (!incident.basis.empty()) {
      words_.push_back({word_features(incident.text), incident.basis});
      read_.push_back(words_.back());
      for (std::string& feature : basis_features(reading, names_)) read_.back().features.push_back(std::move(feature));
    }
    for (const std::string& state : incident.initiators)
      sides_.add(Side::accused, state, initiator.empty(),
                 !initiator.empty() && !incident.initiators.contains(initiator));
    tell_misses(incident, reading, initiator, receiver);
  }

  SetScore score() {
    add_initiator("whence", initiator_);
    add_initiator("whence_labels", labelled_);
    add_initiator("demonym", simple_initiator_);
    add_row("whence", "receiver", receiver_.right, receiver_.known);
    add_row("whence", "receiver_precision", receiver_.right, receiver_.answered);
    add_row("demonym", "receiver", simple_receiver_.right, simple_receiver_.known);
    add_row("whence", "basis", right_by_both(read_), read_.size());
    add_row("logit_words", "basis", right_by_logit(words_), words_.size());
    add_row("naive_bayes", "basis", right_by_naive_bayes(words_), words_.size());
    add_row("majority", "basis", right_by_majority(words_), words_.size());
    sides_.report(set_, 20, score_);
    score_.notes.push_back(
        fmt::format("{} rows whose receiver is a region that no table maps are left out of receiver", dropped_));
    return std::move(score_);
  }

 private:
  void add_row(std::string_view method, std::string_view metric, std::size_t right, std::size_t n) {
    score_.rows.push_back(share_row(set_, metric, static_cast<double>(right), n));
    score_.rows.back().method = method;
  }

  void add_initiator(std::string_view method, const Answers& answers) {
    add_row(method, "initiator", answers.right, answers.known);
    add_row(method, "precision", answers.right, answers.answered);
    add_row(method, "answered_unknown", answers.answered_unknown, answers.unknown);
  }

  void tell_misses(const CodedIncident& incident, const Reading& reading, const std::string& initiator,
                   const std::string& receiver) {
    const bool initiator_right =
        incident.initiators.contains(initiator) || (incident.initiators.empty() && initiator.empty());
    const bool receiver_right = incident.receivers.empty() || incident.receivers.contains(receiver);
    if (initiator_right && receiver_right) return;
    score_.misses += fmt::format("{}", incident.id);
    if (!initiator_right) {
      const std::string_view kind = initiator.empty()             ? "missing"
                                    : incident.initiators.empty() ? "answered, coded unknown"
                                                                  : "wrong";
      score_.misses += fmt::format(" [initiator {}: wanted {}, got {}]", kind, shown(incident.initiators), initiator);
    }
    if (!receiver_right) {
      score_.misses += fmt::format(" [receiver {}: wanted {}, got {}]", receiver.empty() ? "missing" : "wrong",
                                   shown(incident.receivers), receiver);
    }
    score_.misses += "\n  " + squeeze(incident.text) + "\n";
    for (const auto* roles : {&reading.doer_countries, &reading.hit_countries}) {
      score_.misses += roles == &reading.hit_countries ? "  hit:" : "  origins:";
      for (const CountryRole& role : *roles)
        score_.misses += fmt::format(" {}({} {:.1f} '{}')", role.state, role.how, role.weight, role.text);
      score_.misses += "\n";
    }
    for (const Claim& claim : reading.claims)
      score_.misses += fmt::format("  {}\n", to_wanted(claim, reading.document.text));
  }

  std::string_view set_;
  const CountryNames& names_;
  const StateOfActor& state_of_;
  Answers initiator_, labelled_, simple_initiator_, receiver_, simple_receiver_;
  std::size_t dropped_ = 0;
  EqualError sides_;
  std::vector<LabelledText> words_, read_;
  SetScore score_;
};

}  // namespace

Result<SetScore> score_eurepoc(std::string_view csv, std::string_view set, const CountryNames& names,
                               const StateOfActor& state_of, const ReadCall& read) {
  WHENCE_TRY(const CsvTable table, read_csv(csv, set));
  WHENCE_TRY(const std::vector<CodedIncident> incidents, coded_incidents(table, names));
  Scorer scorer(set, names, state_of);
  for (const CodedIncident& incident : incidents) {
    WHENCE_TRY(const Reading reading, read(incident.text, incident.id + ".txt"));
    scorer.add(incident, reading);
  }
  return scorer.score();
}

}  // namespace whence
