#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>

#include "base/text.h"
#include "relations/dyads.h"

namespace whence {
namespace {

bool part_of_word(char c) { return is_alpha(c) || is_digit(c); }

// Where `phrase` stands in the text as whole words; npos where it does not.
std::size_t place_in(std::string_view text, std::string_view phrase) {
  if (phrase.empty()) return std::string_view::npos;
  for (auto at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || !part_of_word(text[at - 1])) && (end == text.size() || !part_of_word(text[end]))) return at;
  }
  return std::string_view::npos;
}

// The heaviest rule whose phrase stands in the text; of equal ones the one that stands first.
const WordRule* rule_for(std::string_view text, bool reply, const DyadRules& rules) {
  const WordRule* best = nullptr;
  std::size_t best_at = 0;
  for (const WordRule& rule : rules.words) {
    if (rule.reply != reply) continue;
    const std::size_t at = place_in(text, rule.phrase);
    if (at == std::string_view::npos) continue;
    if (best == nullptr || rule.weight > best->weight || (rule.weight == best->weight && at < best_at)) {
      best = &rule;
      best_at = at;
    }
  }
  return best;
}

void add_once(std::vector<std::string>& values, const std::string& value) {
  if (!value.empty() && std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

// States and bodies as parties of a series; companies only where they speak for a state.
std::vector<std::string> parties_of(const std::vector<std::string>& coded, const DyadRules& rules) {
  std::vector<std::string> parties;
  for (const std::string& one : coded) {
    if (const auto found = rules.speaks_for.find(one); found != rules.speaks_for.end()) {
      add_once(parties, found->second);
    } else if (one.find(':') == std::string::npos) {
      add_once(parties, one);
    }
  }
  return parties;
}

void set_weight(DyadAct& act, const DyadRules& rules) {
  act.weight = rules.rung_weight[static_cast<std::size_t>(std::clamp(act.rung, 0, 5))];
  act.weight_of = "rung " + std::to_string(act.rung);
  const WordRule* step = rule_for(act.form, false, rules);
  if (step == nullptr || step->weight <= act.weight) return;
  act.weight = step->weight;
  act.weight_of = step->kind;
}

void set_victims(DyadAct& act, const DyadRules& rules) {
  for (const auto& [name, state] : rules.owners) {
    if (place_in(act.victims, name) != std::string_view::npos) add_once(act.victim_states, state);
  }
  const std::string words = lower(act.victims);
  for (const auto& [word, sector] : rules.sectors) {
    if (place_in(words, word) != std::string_view::npos) add_once(act.sectors, sector);
  }
  std::sort(act.victim_states.begin(), act.victim_states.end());
  std::sort(act.sectors.begin(), act.sectors.end());
}

DyadReply reply_of(const std::string& text, const std::string& by, const std::string& date, bool verified,
                   const std::string& row, const DyadRules& rules) {
  DyadReply reply;
  reply.row = row;
  reply.by = by;
  reply.text = text;
  reply.verified = verified;
  // Of several dates the first: when the answer was first given.
  reply.date = parse_date(trim(date.substr(0, date.find(';'))));
  const WordRule* rule = rule_for(text, true, rules);
  reply.kind = rule == nullptr ? "other" : rule->kind;
  reply.weight = rule == nullptr ? 0.0 : rule->weight;
  return reply;
}

std::optional<DyadAct> act_of(const LedgerEntry& entry, const DyadRules& rules, bool unverified) {
  if (!entry.date || entry.rung < 1 || (!entry.verified && !unverified)) return std::nullopt;
  DyadAct act;
  act.form = entry.instrument;
  const WordRule* form = rule_for(act.form, false, rules);
  if (form != nullptr && form->kind == "left-out") return std::nullopt;
  act.id = entry.id;
  act.key = entry.joint_action.empty() ? entry.id : entry.joint_action;
  act.date = *entry.date;
  act.accusers = parties_of(entry.accuser_states, rules);
  act.accused = parties_of(entry.accused_states, rules);
  if (act.accusers.empty() || act.accused.empty()) return std::nullopt;
  act.joint = act.accusers.size() > 1 || !entry.joint_action.empty();
  act.names_group = !entry.named_groups.empty() && !entry.named_groups.starts_with('-');
  act.rung = entry.rung;
  act.speaker = entry.accusers;
  act.victims = entry.victims;
  act.groups = entry.named_groups;
  set_weight(act, rules);
  set_victims(act, rules);
  const bool answered = entry.denial_status != "none" && !entry.denial_form.empty();
  if (answered)
    act.replies.push_back(reply_of(entry.denial_form, entry.denial_speaker, entry.denial_date,
                                   entry.denial_status == "verified", entry.id, rules));
  return act;
}

bool shares_pair(const DyadAct& a, const DyadAct& b) {
  const auto common = [](const std::vector<std::string>& x, const std::vector<std::string>& y) {
    return std::any_of(x.begin(), x.end(),
                       [&](const std::string& one) { return std::find(y.begin(), y.end(), one) != y.end(); });
  };
  return common(a.accusers, b.accusers) && common(a.accused, b.accused);
}

bool near(const Date& a, const Date& b, int days) { return std::abs((middle(a) - middle(b)).count()) <= days; }

std::optional<DyadAct> act_of(const LedgerLine& line, const DyadRules& rules) {
  const auto date = parse_date(line.date.substr(0, 10));
  if (line.on_record || line.denied || !date || line.rung.value_or(0) < 1) return std::nullopt;
  DyadAct act;
  act.id = line.id;
  act.key = line.origin.empty() ? line.id : line.origin;
  act.on_record = false;
  act.date = *date;
  act.accusers = parties_of(line.accuser_states, rules);
  act.accused = parties_of(line.accused_states, rules);
  if (act.accusers.empty() || act.accused.empty()) return std::nullopt;
  act.joint = act.accusers.size() > 1;
  act.names_group = !line.groups.empty();
  act.rung = *line.rung;
  act.form = line.act;
  act.speaker = line.accusers;
  act.victims = line.victims;
  act.groups = line.groups;
  set_weight(act, rules);
  set_victims(act, rules);
  for (const std::string& state : line.victim_states) add_once(act.victim_states, state);
  for (const LedgerAnswer& answer : line.answers)
    act.replies.push_back(reply_of(answer.text, answer.by, answer.date, answer.verified, answer.where, rules));
  return act;
}

}  // namespace

Day middle(const Date& date) {
  switch (date.precision) {
    case Precision::day:
      return date.first;
    case Precision::month:
      return date.first + std::chrono::days{14};
    case Precision::year:
      return date.first + std::chrono::days{181};
  }
  return date.first;
}

int month_of(const Date& date) {
  const std::chrono::year_month_day day{middle(date)};
  return static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month())) - 1;
}

Date month_date(int month) {
  const std::chrono::year_month_day day{std::chrono::year{month / 12},
                                        std::chrono::month{static_cast<unsigned>(month % 12) + 1}, std::chrono::day{1}};
  return {Day{day}, Precision::month};
}

std::vector<DyadAct> acts_of(const std::vector<LedgerEntry>& record, const DyadRules& rules, bool unverified) {
  std::vector<DyadAct> acts;
  for (const LedgerEntry& entry : record) {
    if (auto act = act_of(entry, rules, unverified)) acts.push_back(std::move(*act));
  }
  return acts;
}

std::size_t add_claims(std::vector<DyadAct>& acts, const std::vector<LedgerLine>& lines, const DyadRules& rules) {
  std::size_t taken = 0;
  std::vector<DyadAct> fresh;
  for (const LedgerLine& line : lines) {
    auto act = act_of(line, rules);
    if (!act) continue;
    ++taken;
    if (!line.record.empty()) continue;
    const auto same = [&](const DyadAct& other) {
      return (other.key == act->key || near(other.date, act->date, rules.cluster_days)) && shares_pair(other, *act);
    };
    if (std::any_of(acts.begin(), acts.end(), same)) continue;
    const auto known = std::find_if(fresh.begin(), fresh.end(), same);
    if (known == fresh.end()) {
      fresh.push_back(std::move(*act));
    } else {
      // Another telling of the same: it joins the origin and adds no event.
      act->key = known->key;
      fresh.push_back(std::move(*act));
    }
  }
  acts.insert(acts.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
  return taken;
}

}  // namespace whence
