#include "evaluation/reading/symmetry.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluation/reading/wanted.h"

namespace whence {
namespace {

constexpr std::size_t pair_count = 30;
constexpr std::size_t stride = 17;  // through the table of forms; shares no factor with its size of 48

using Pair = std::vector<const StateForms*>;

// Fifteen pairs of neighbours in a walk through all the table, and the same the other way round. A third state, where a
// sentence has one, follows in the walk.
std::vector<Pair> ordered_pairs(const std::vector<StateForms>& forms) {
  std::vector<Pair> pairs;
  const auto at = [&](std::size_t step) { return &forms[step * stride % forms.size()]; };
  for (std::size_t i = 0; i < pair_count / 2; ++i) {
    pairs.push_back({at(2 * i), at(2 * i + 1), at(2 * i + 2), at(2 * i + 3)});
    pairs.push_back({at(2 * i + 1), at(2 * i), at(2 * i + 2), at(2 * i + 3)});
  }
  return pairs;
}

std::string letter(std::size_t index) { return fmt::format("<{}>", static_cast<char>('A' + index)); }

// Writes a reading without its states: every code of the sentence is its letter, every phrase for it too.
class Signature {
 public:
  Signature(std::vector<std::string> codes, std::vector<std::string> phrases)
      : codes_(std::move(codes)), phrases_(std::move(phrases)) {}

  std::string of(const Reading& reading) const {
    std::vector<std::string> claims;
    for (const Claim& claim : reading.claims) claims.push_back(of(claim));
    std::sort(claims.begin(), claims.end());
    return join(claims, "\n");
  }

 private:
  std::string code(std::string_view code) const {
    const auto found = std::find(codes_.begin(), codes_.end(), code);
    return found == codes_.end() ? std::string(code) : letter(static_cast<std::size_t>(found - codes_.begin()));
  }

  std::string plain(std::string_view text) const {
    std::string words = folded(text);
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      const std::string phrase = folded(phrases_[i]);
      for (std::size_t at = words.find(phrase); !phrase.empty() && at != std::string::npos; at = words.find(phrase)) {
        words.replace(at, phrase.size(), "~");
      }
    }
    return words;
  }

  std::string of(const std::vector<Party>& parties) const {
    std::vector<std::string> parts;
    for (const Party& party : parties) {
      if (party.state) {
        parts.push_back(code(*party.state));
      } else if (const auto nation = nationality(party); !nation.empty()) {
        parts.push_back("person " + code(nation));
      } else {
        parts.push_back(is_narrator(party) ? "narrator" : plain(party.text));
      }
    }
    std::sort(parts.begin(), parts.end());
    return join(parts, ",");
  }

  std::string of(const Claim& claim) const {
    std::string text =
        fmt::format("{}{} {} {} {} matter {}", claim.denied ? "not " : "", name_of(claim.act),
                    name_of(claim.hedge.kind), name_of(claim.outcome), name_of(claim.status), claim.matter);
    if (claim.rung) text += fmt::format(" rung {}", *claim.rung);
    const std::pair<std::string_view, const std::vector<Party>*> fields[] = {
        {"source", &claim.source},   {"via", &claim.via},         {"actor", &claim.actor},
        {"accused", &claim.accused}, {"group", &claim.group},     {"sponsor", &claim.sponsor},
        {"victim", &claim.victim},   {"through", &claim.through}, {"target", &claim.target}};
    for (const auto& [name, parties] : fields) {
      if (!parties->empty()) text += fmt::format(" {} {}", name, of(*parties));
    }
    return text;
  }

  std::vector<std::string> codes_, phrases_;
};

struct Tally {
  std::size_t filled = 0, same = 0, unfilled = 0, templates = 0, passives = 0;
};

class Symmetry {
 public:
  Symmetry(const std::vector<StateForms>& forms, const ReadCall& read) : pairs_(ordered_pairs(forms)), read_(read) {}

  Result<void> add(const SentenceTemplate& sentence, const std::string& reference) {
    ++tally_.templates;
    if (sentence.passive) ++tally_.passives;
    std::size_t different = 0;
    for (std::size_t round = 0; round < pairs_.size(); ++round) {
      const auto text = filled(sentence, pairs_[round], round);
      if (!text) {
        ++tally_.unfilled;
        continue;
      }
      WHENCE_TRY(const Reading reading, read_(*text, "template.txt"));
      const std::string got = signature(pairs_[round]).of(reading);
      ++tally_.filled;
      if (got == reference) {
        ++tally_.same;
      } else if (++different <= 3) {
        misses_ += fmt::format("{} {}\n  {}\n  wanted {}\n  got    {}\n", sentence.where, sentence.frame, *text,
                               shown(reference), shown(got));
      }
    }
    if (different > 3) misses_ += fmt::format("{} {}: {} more\n", sentence.where, sentence.frame, different - 3);
    return {};
  }

  void cannot_fill() { tally_.unfilled += pairs_.size(); }

  static Signature signature(const Pair& states) {
    std::vector<std::string> codes, phrases;
    for (const StateForms* state : states) {
      codes.push_back(state->code);
      for (const std::string& phrase : state->phrase) phrases.push_back(phrase);
    }
    // The longest first, so that "the Republic of X" is gone before "X".
    std::sort(phrases.begin(), phrases.end(),
              [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    return {std::move(codes), std::move(phrases)};
  }

  SetScore score() {
    SetScore score;
    score.rows.push_back(share_row("symmetry", "same_claims", static_cast<double>(tally_.same), tally_.filled));
    score.rows.push_back(
        share_row("symmetry", "unfilled", static_cast<double>(tally_.unfilled), tally_.filled + tally_.unfilled));
    score.notes.push_back(fmt::format("{} sentences with slots, {} of them passive, {} ordered pairs of states",
                                      tally_.templates, tally_.passives, pairs_.size()));
    score.misses = std::move(misses_);
    return score;
  }

 private:
  static std::string shown(const std::string& signature) {
    std::string text;
    for (const std::string_view line : lines(signature)) text += (text.empty() ? "" : " | ") + std::string(line);
    return text.empty() ? "nothing" : text;
  }

  std::vector<Pair> pairs_;
  const ReadCall& read_;
  Tally tally_;
  std::string misses_;
};

// What the example itself gives, its own states as letters.
Result<std::string> reference_of(const SentenceTemplate& sentence, const std::vector<StateForms>& forms,
                                 const ReadCall& read) {
  WHENCE_TRY(const Reading reading, read(sentence.example, "example.txt"));
  std::vector<StateForms> own;
  for (const std::string& code : sentence.codes) {
    const auto known =
        std::find_if(forms.begin(), forms.end(), [&](const StateForms& one) { return one.code == code; });
    own.push_back(known == forms.end() ? StateForms{code, {}} : *known);
    // The phrases as they stand in the example; the table may have others.
    for (std::size_t i = 0, at = 0; i < sentence.slots.size(); ++i) {
      at += sentence.texts[i].size();
      const std::size_t next = i + 1 < sentence.texts.size() && !sentence.texts[i + 1].empty()
                                   ? sentence.example.find(sentence.texts[i + 1], at)
                                   : sentence.example.size();
      const std::string phrase = sentence.example.substr(at, next - at);
      if (sentence.codes[sentence.slots[i].letter] == code)
        own.back().phrase[static_cast<std::size_t>(sentence.slots[i].kind)] = phrase;
      at = next;
    }
  }
  Pair states;
  for (const StateForms& one : own) states.push_back(&one);
  return Symmetry::signature(states).of(reading);
}

}  // namespace

Result<SetScore> score_symmetry(const std::vector<Frame>& frames, const SymmetryTables& tables, const ReadCall& read) {
  WHENCE_TRY(const std::vector<StateForms> forms, load_state_forms(tables.forms));
  Symmetry symmetry(forms, read);
  for (const Frame& frame : frames) {
    for (const FrameExample& example : frame.examples) {
      if (example.none || tables.names.mentions(example.sentence).empty()) continue;
      const auto sentence = template_of(frame, example, tables.names, forms);
      if (!sentence || sentence->codes.size() > 4) {
        symmetry.cannot_fill();
        continue;
      }
      WHENCE_TRY(const std::string reference, reference_of(*sentence, forms, read));
      if (auto done = symmetry.add(*sentence, reference); !done) return done.error();
      const auto passive = frame.not_passive ? std::nullopt : passive_of(*sentence, tables.verbs);
      if (!passive) continue;
      if (auto done = symmetry.add(*passive, reference); !done) return done.error();
    }
  }
  return symmetry.score();
}

}  // namespace whence
