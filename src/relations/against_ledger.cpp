#include "relations/against_ledger.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>

#include "base/text.h"
#include "model/claim_time.h"
#include "relations/firsts.h"

namespace whence {
namespace {

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80) {
      word += to_lower(c);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

// Letters and digits only: "APT 31" and "apt31" are one name.
std::string plain(std::string_view name) {
  std::string text;
  for (const std::string& word : words_in(name)) text += word;
  return text;
}

class Comparison {
 public:
  Comparison(Reading& reading, const std::vector<LedgerEntry>& ledger, const LedgerWords& words)
      : reading_(reading), ledger_(ledger), words_(words) {}

  void run() {
    for (const Matter& matter : reading_.matters) compare(matter);
    compare_dated();
    compare_firsts(reading_, ledger_, words_);
  }

 private:
  struct Match {
    const LedgerEntry* entry = nullptr;
    std::size_t claim = 0;
    int score = 0;
  };

  bool same_speaker(const Claim& claim, const LedgerEntry& entry) const {
    return std::any_of(claim.source.begin(), claim.source.end(), [&](const Party& party) {
      return party.state && std::find(entry.accuser_states.begin(), entry.accuser_states.end(), *party.state) !=
                                entry.accuser_states.end();
    });
  }

  bool group_named(const Claim& claim, const LedgerEntry& entry) const {
    std::set<std::string> named;
    for (const std::string_view part : split(entry.named_groups, ',')) named.insert(plain(part));
    return std::any_of(claim.group.begin(), claim.group.end(), [&](const Party& group) {
      return named.contains(plain(group.text)) || (group.name && named.contains(plain(*group.name)));
    });
  }

  std::set<std::string> concepts(std::string_view text) const {
    std::set<std::string> found;
    for (const std::string& word : words_in(text)) {
      const auto concept_of = words_.victim.find(word);
      if (concept_of != words_.victim.end()) found.insert(concept_of->second);
    }
    return found;
  }

  // Two or more words of a victim's own name, in one run: "Electoral Commission".
  bool name_shared(const Claim& claim, const LedgerEntry& entry) const {
    const std::vector<std::string> there = words_in(entry.victims);
    for (const Party& victim : claim.victim) {
      const std::vector<std::string> here = words_in(victim.text);
      for (std::size_t i = 0; i + 1 < here.size(); ++i) {
        if (here[i].size() < 4 || here[i + 1].size() < 4) continue;
        for (std::size_t k = 0; k + 1 < there.size(); ++k) {
          if (there[k] == here[i] && there[k + 1] == here[i + 1]) return true;
        }
      }
    }
    return false;
  }

  // The deed is dated here, the entry tells the years of its own, and they do not meet.
  static bool other_years(const Claim& claim, const LedgerEntry& entry) {
    const When* deed = deed_time(claim);
    if (deed == nullptr || !deed->interval.from || !deed->interval.to) return false;
    const auto year_of = [](Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); };
    const int from = year_of(deed->interval.from->first), to = year_of(last_day(*deed->interval.to));
    std::optional<int> least, most;
    for (const std::string& word : words_in(entry.victims)) {
      const bool year = word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
                        std::all_of(word.begin(), word.end(), is_digit);
      if (!year) continue;
      const int number = std::stoi(word);
      least = std::min(least.value_or(number), number);
      most = std::max(most.value_or(number), number);
    }
    return least && (to < *least || from > *most);
  }

  // The text says on which day the statement was made: the entry's own day, or another. A month or a year tells
  // neither.
  static std::optional<std::int64_t> days_apart(const Claim& claim, const LedgerEntry& entry) {
    const auto told = claim.said ? claim.said->interval.from : std::nullopt;
    if (!told || told->precision != Precision::day || !entry.date || entry.date->precision != Precision::day)
      return std::nullopt;
    return std::abs((told->first - entry.date->first).count());
  }
  static bool other_day(const Claim& claim, const LedgerEntry& entry) {
    constexpr std::int64_t same_statement = 3;  // days, for zones and late reports
    return days_apart(claim, entry).value_or(0) > same_statement;
  }
  static bool told_day(const Claim& claim, const LedgerEntry& entry) {
    const bool accuses = is_accusation(claim.act) || claim.act == Act::sanction;
    const bool whom = std::any_of(claim.accused.begin(), claim.accused.end(), [&](const Party& accused) {
      return accused.state && std::find(entry.accused_states.begin(), entry.accused_states.end(), *accused.state) !=
                                  entry.accused_states.end();
    });
    return accuses && whom && days_apart(claim, entry) == 0;
  }

  int score(const Claim& claim, const LedgerEntry& entry) const {
    if (!entry.verified || !same_speaker(claim, entry)) return 0;
    // A text with a date is not about an act that was published later.
    if (reading_.document.published && entry.date && entry.date->first > last_day(*reading_.document.published))
      return 0;
    if (other_years(claim, entry) || other_day(claim, entry)) return 0;
    int points = 0;
    if (told_day(claim, entry)) points += 3;
    if (group_named(claim, entry)) points += 2;
    if (name_shared(claim, entry)) points += 3;
    for (const Party& victim : claim.victim) {
      for (const std::string& word : concepts(victim.text)) {
        if (concepts(entry.victims).contains(word)) points += 1;
      }
    }
    if (claim.act == Act::charge && entry.rung == 5 && claim.count && !claim.count->empty()) {
      const std::vector<std::string> there = words_in(entry.named_organisation + " " + entry.instrument);
      if (std::find(there.begin(), there.end(), lower(*claim.count)) != there.end()) points += 3;
    }
    // Somebody else accused: another act.
    for (const Party& accused : claim.accused) {
      if (accused.state && std::find(entry.accused_states.begin(), entry.accused_states.end(), *accused.state) ==
                               entry.accused_states.end())
        return 0;
    }
    return points >= 3 ? points : 0;
  }

  std::optional<Match> best(const Matter& matter) const {
    Match best;
    for (const std::size_t index : matter.claims) {
      for (const LedgerEntry& entry : ledger_) {
        const int points = score(reading_.claims[index], entry);
        const bool later = best.entry != nullptr && points == best.score && entry.date && best.entry->date &&
                           entry.date->first > best.entry->date->first;
        if (points > best.score || (later && points > 0)) best = {&entry, index, points};
      }
    }
    if (best.entry == nullptr) return std::nullopt;
    return best;
  }

  void note(const Matter& matter, const Match& match, std::string kind, std::string field, std::size_t claim,
            std::string here, std::string there) {
    LedgerNote note;
    note.matter = matter.letter;
    note.kind = std::move(kind);
    note.here = claim;
    note.there = match.entry->id;
    note.field = std::move(field);
    note.text_here = std::move(here);
    note.text_there = std::move(there);
    note.status = "verified";
    reading_.against_ledger.push_back(std::move(note));
    const bool known = std::any_of(reading_.ledger.begin(), reading_.ledger.end(),
                                   [&](const LedgerEntry& entry) { return entry.id == match.entry->id; });
    if (!known) reading_.ledger.push_back(*match.entry);
  }

  // What the entry says of the outcome, if it says one thing plainly: "no accounts were compromised" is a failure,
  // "compromised; no data were taken" is nothing plain.
  std::optional<std::string> outcome_there(const LedgerEntry& entry) const {
    std::set<std::string> outcomes;
    const std::vector<std::string> words = words_in(entry.instrument + " " + entry.victims + " " + entry.note);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto found = words_.outcome.find(words[i]);
      if (found == words_.outcome.end()) continue;
      bool negated = false;
      for (std::size_t k = i >= 4 ? i - 4 : 0; k < i; ++k) {
        negated |= std::find(words_.negation.begin(), words_.negation.end(), words[k]) != words_.negation.end();
      }
      outcomes.insert(!negated ? found->second : found->second == "succeeded" ? "failed" : "succeeded");
    }
    if (outcomes.size() != 1) return std::nullopt;
    return *outcomes.begin();
  }

  void compare(const Matter& matter) {
    const auto match = best(matter);
    if (!match) return;
    const std::size_t before = reading_.against_ledger.size();
    compare_outcome(matter, *match);
    compare_wording(matter, *match);
    compare_group(matter, *match);
    if (reading_.against_ledger.size() == before) {
      note(matter, *match, "same", "act", match->claim, reading_.claims[match->claim].content,
           match->entry->instrument);
    }
  }

  // A statement over no single incident whose day the text tells.
  void compare_dated() {
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) {
      const Claim& claim = reading_.claims[i];
      if (claim.matter != "general" || claim.denied) continue;
      for (const LedgerEntry& entry : ledger_) {
        if (!told_day(claim, entry) || score(claim, entry) == 0) continue;
        note(Matter{"general", "", {}, {}}, Match{&entry, i, 0}, "same", "act", i, claim.content, entry.instrument);
        break;
      }
    }
  }

  void compare_outcome(const Matter& matter, const Match& match) {
    const auto there = outcome_there(*match.entry);
    if (!there) return;
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) {
      const Claim& claim = reading_.claims[i];
      const bool ours = claim.matter == matter.letter && claim.outcome != Outcome::unknown;
      if (!ours || !same_speaker(claim, *match.entry)) continue;
      const bool failed = claim.outcome == Outcome::thwarted || claim.outcome == Outcome::no_effect;
      const bool done = claim.outcome == Outcome::succeeded;
      if ((failed && *there == "succeeded") || (done && *there == "failed")) {
        note(matter, match, "differs", "outcome", i, claim.content, match.entry->victims + "; " + match.entry->note);
        return;
      }
    }
  }

  void compare_wording(const Matter& matter, const Match& match) {
    const std::string instrument = lower(match.entry->instrument);
    for (const std::string& word : words_.likelihood) {
      if (instrument.find(word) == std::string::npos) continue;
      const Claim& claim = reading_.claims[match.claim];
      const bool softer = claim.hedge.kind == Hedge::alleged || claim.hedge.kind == Hedge::reported ||
                          claim.hedge.kind == Hedge::possible;
      note(matter, match, softer ? "firmer" : "adds", "wording", match.claim,
           claim.hedge.word.empty() ? std::string(name_of(claim.hedge.kind)) : claim.hedge.word, word);
      return;
    }
  }

  void compare_group(const Matter& matter, const Match& match) {
    const bool here = std::any_of(matter.claims.begin(), matter.claims.end(),
                                  [&](std::size_t i) { return !reading_.claims[i].group.empty(); });
    const std::string& there = match.entry->named_groups;
    const bool names = !there.empty() && there != "-" && !there.starts_with("- ");
    if (!here && names) note(matter, match, "adds", "group", match.claim, "", there);
    const std::string& organ = match.entry->named_organisation;
    const bool sponsor_here = std::any_of(matter.claims.begin(), matter.claims.end(),
                                          [&](std::size_t i) { return !reading_.claims[i].sponsor.empty(); });
    if (!sponsor_here && !organ.empty() && organ != "-")
      note(matter, match, "adds", "organisation", match.claim, "", organ);
  }

  Reading& reading_;
  const std::vector<LedgerEntry>& ledger_;
  const LedgerWords& words_;
};

}  // namespace

void compare_with_ledger(Reading& reading, const std::vector<LedgerEntry>& ledger, const LedgerWords& words) {
  reading.ledger_size = ledger.size();
  if (reading.exercise) return;  // an invented incident has no entries
  Comparison(reading, ledger, words).run();
}

}  // namespace whence
