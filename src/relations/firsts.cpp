#include "relations/firsts.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <string>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t near_bytes = 40;    // between the words and the cue of accusing: five or six words
constexpr std::size_t most_entries = 12;  // that a note names

bool word_at(std::string_view text, std::size_t at, std::size_t size) {
  const bool begins = at == 0 || !is_alpha(text[at - 1]);
  return begins && (at + size >= text.size() || !is_alpha(text[at + size]));
}

// The place of the first of `phrases` in a sentence in lower case; none: npos.
std::size_t place_of(std::string_view sentence, const std::vector<std::string>& phrases, std::size_t& size) {
  for (const std::string& phrase : phrases) {
    for (auto at = sentence.find(phrase); at != std::string_view::npos; at = sentence.find(phrase, at + 1)) {
      if (!word_at(sentence, at, phrase.size())) continue;
      size = phrase.size();
      return at;
    }
  }
  return std::string_view::npos;
}

class Firsts {
 public:
  Firsts(Reading& reading, const std::vector<LedgerEntry>& ledger, const LedgerWords& words)
      : reading_(reading), ledger_(ledger), words_(words) {}

  void run() {
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) {
      if (new_by_cue(i) || new_by_step(i)) compare(i);
    }
  }

 private:
  std::string sentence_of(const Claim& claim) const {
    if (claim.sentence == 0 || claim.sentence > reading_.sentences.size()) return {};
    return lower(text_of(reading_.document.text, reading_.sentences[claim.sentence - 1].span));
  }
  std::size_t begin_of(const Claim& claim) const { return reading_.sentences[claim.sentence - 1].span.begin; }

  static bool accuses(const Claim& claim) {
    const bool act = is_accusation(claim.act) || claim.act == Act::sanction || claim.act == Act::describe;
    return act && !claim.denied;
  }

  // "has for the first time accused", "the first time that it has blamed": close to the cue, on either side, or right
  // behind the accused.
  bool new_by_cue(std::size_t index) const {
    const Claim& claim = reading_.claims[index];
    if (!is_accusation(claim.act) || claim.denied) return false;
    const std::string sentence = sentence_of(claim);
    std::size_t size = 0;
    const std::size_t at = place_of(sentence, words_.novelty, size);
    if (at == std::string_view::npos || sentence.empty()) return false;
    const std::size_t cue = claim.cue.begin - begin_of(claim), end = claim.cue.end - begin_of(claim);
    if (at + size <= cue) return cue - at - size <= near_bytes;
    std::size_t behind = end;
    for (const Party& accused : claim.accused) {
      if (accused.span) behind = std::max(behind, accused.span->end - begin_of(claim));
    }
    return at >= end && at - std::min(at, behind) <= 2;
  }

  // "This move marked a significant departure": the step is an accusation of this sentence or of the one before.
  bool new_by_step(std::size_t index) const {
    const Claim& claim = reading_.claims[index];
    if (!is_accusation(claim.act) || claim.denied) return false;
    for (const std::size_t number : {claim.sentence, claim.sentence + 1}) {
      if (number == 0 || number > reading_.sentences.size()) continue;
      const std::string sentence = lower(text_of(reading_.document.text, reading_.sentences[number - 1].span));
      std::size_t size = 0;
      const std::size_t at = place_of(sentence, words_.departure, size);
      if (at == std::string_view::npos) continue;
      const std::size_t step = place_of(sentence.substr(0, at), words_.step, size);
      if (step == std::string_view::npos) continue;
      // Said of the sentence before, the step must point back.
      const bool back = sentence.starts_with("this ") || sentence.starts_with("the ") || sentence.starts_with("such ");
      if (number == claim.sentence || (back && nearest_before(index, number))) return true;
    }
    return false;
  }

  // No other accusation stands between the claim and the sentence that speaks of the step.
  bool nearest_before(std::size_t index, std::size_t number) const {
    for (std::size_t i = index + 1; i < reading_.claims.size() && reading_.claims[i].sentence <= number; ++i) {
      if (accuses(reading_.claims[i])) return false;
    }
    return true;
  }

  // Whom the accuser accuses: the claim itself, else what the same accuser says elsewhere in the text.
  std::optional<std::string> accused_of(const Claim& claim, const std::string& accuser) const {
    const auto of = [](const Claim& one) -> std::optional<std::string> {
      for (const auto* parties : {&one.accused, &one.sponsor}) {
        for (const Party& party : *parties) {
          if (party.state) return party.state;
        }
      }
      return std::nullopt;
    };
    if (const auto own = of(claim)) return own;
    for (const Claim& other : reading_.claims) {
      const bool same = std::any_of(other.source.begin(), other.source.end(),
                                    [&](const Party& party) { return party.state == accuser; });
      if (same && accuses(other)) {
        if (const auto found = of(other)) return found;
      }
    }
    return std::nullopt;
  }

  // The day before which an entry is earlier: that of the entry which the text matches, else of the text.
  std::optional<Day> day_of(const std::string& accuser) const {
    std::optional<Day> day;
    for (const LedgerEntry& entry : reading_.ledger) {
      const bool own =
          std::find(entry.accuser_states.begin(), entry.accuser_states.end(), accuser) != entry.accuser_states.end();
      if (own && entry.date && (!day || entry.date->first < *day)) day = entry.date->first;
    }
    if (!day && reading_.document.published) day = reading_.document.published->first - std::chrono::days(14);
    return day;
  }

  void compare(std::size_t index) {
    const Claim& claim = reading_.claims[index];
    for (const Party& party : claim.source) {
      if (!party.state) continue;
      const auto accused = accused_of(claim, *party.state);
      const auto day = day_of(*party.state);
      if (!accused || !day || !done_.insert(*party.state + ">" + *accused).second) continue;
      note(index, party, *accused, earlier(*party.state, *accused, *day));
    }
  }

  std::vector<const LedgerEntry*> earlier(const std::string& accuser, const std::string& accused, Day day) const {
    const auto names = [](const std::vector<std::string>& states, const std::string& state) {
      return std::find(states.begin(), states.end(), state) != states.end();
    };
    std::vector<const LedgerEntry*> found;
    for (const LedgerEntry& entry : ledger_) {
      const bool before = entry.date && last_day(*entry.date) < day;
      if (entry.verified && before && entry.rung >= 2 && names(entry.accuser_states, accuser) &&
          names(entry.accused_states, accused))
        found.push_back(&entry);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const LedgerEntry* a, const LedgerEntry* b) { return a->date->first < b->date->first; });
    return found;
  }

  void note(std::size_t index, const Party& accuser, const std::string& accused,
            const std::vector<const LedgerEntry*>& entries) {
    const Claim& claim = reading_.claims[index];
    LedgerNote note;
    note.matter = matter_of(claim, *accuser.state);
    note.here = index;
    note.field = "first";
    note.status = "verified";
    note.text_here = "new, in the text's words";
    const std::string name = accuser.name.value_or(accuser.text);
    if (entries.empty()) {
      note.kind = "same";
      note.text_there =
          "no earlier act of " + name + " against " + name_of_state(accused) + " in this ledger, which is a sample";
      reading_.against_ledger.push_back(std::move(note));
      return;
    }
    std::vector<std::string> years, ids;
    for (const LedgerEntry* entry : entries) {
      if (ids.size() == most_entries) break;
      const auto year = to_string(*entry->date).substr(0, 4);
      if (years.empty() || years.back() != year) years.push_back(year);
      ids.push_back(entry->id);
      const bool known = std::any_of(reading_.ledger.begin(), reading_.ledger.end(),
                                     [&](const LedgerEntry& one) { return one.id == entry->id; });
      if (!known) reading_.ledger.push_back(*entry);
    }
    note.kind = "differs";
    note.there = ids.front();
    note.text_there = name + " had named " + name_of_state(accused) + " or its groups in " + join(years, ", ") + " (" +
                      join(ids, " ") + ")";
    if (const std::string fresh = new_victims(note.matter, entries); !fresh.empty())
      note.text_there += "; new is " + fresh;
    note.text_there += ". Within this ledger, a sample";
    reading_.against_ledger.push_back(std::move(note));
  }

  // The claim's own matter; for one in general, that in which the same accuser was found in the ledger.
  std::string matter_of(const Claim& claim, const std::string& accuser) const {
    const bool lettered = !claim.matter.empty() && is_upper(claim.matter.front());
    if (lettered) return claim.matter;
    for (const LedgerNote& note : reading_.against_ledger) {
      const std::vector<Party>& source = reading_.claims[note.here].source;
      const bool own =
          std::any_of(source.begin(), source.end(), [&](const Party& party) { return party.state == accuser; });
      if (own && note.field != "first") return note.matter;
    }
    return claim.matter;
  }

  // As the text calls it.
  std::string name_of_state(const std::string& state) const {
    for (const Claim& claim : reading_.claims) {
      for (const auto* parties : {&claim.accused, &claim.source}) {
        for (const Party& party : *parties) {
          if (party.state == state && party.kind == PartyKind::state && party.name) return *party.name;
        }
      }
    }
    return state;
  }

  // A kind of victim of the matter that no earlier entry has.
  std::string new_victims(const std::string& matter, const std::vector<const LedgerEntry*>& entries) const {
    std::set<std::string> known;
    for (const LedgerEntry* entry : entries) known.merge(kinds_in(lower(entry->victims)));
    std::vector<std::string> fresh;
    for (const Claim& other : reading_.claims) {
      if (other.matter != matter || matter == "general") continue;
      for (const Party& victim : other.victim) {
        for (const std::string& kind : kinds_in(lower(victim.text))) {
          if (known.insert(kind).second) fresh.push_back(victim.text);
        }
      }
    }
    return join(fresh, ", ");
  }

  std::set<std::string> kinds_in(std::string_view text) const {
    std::set<std::string> kinds;
    for (const auto& [word, kind] : words_.victim) {
      for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        if (word_at(text, at, word.size())) kinds.insert(kind);
      }
    }
    return kinds;
  }

  Reading& reading_;
  const std::vector<LedgerEntry>& ledger_;
  const LedgerWords& words_;
  std::set<std::string> done_;  // accuser and accused that have a note
};

}  // namespace

void compare_firsts(Reading& reading, const std::vector<LedgerEntry>& ledger, const LedgerWords& words) {
  Firsts(reading, ledger, words).run();
}

}  // namespace whence
