#include "reading/claims/matters.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"

namespace whence {
namespace {

bool alleges(Act act) {
  return is_accusation(act) || act == Act::disclose_victimhood || act == Act::describe || act == Act::advise;
}

bool answers(Act act) {
  return is_denial(act) || act == Act::no_comment || act == Act::offer_evidence || act == Act::offer_alternative ||
         act == Act::counter_accuse || act == Act::assert_victimhood;
}

bool lettered(const std::string& matter) { return matter.size() <= 2 && !matter.empty() && is_upper(matter.front()); }

// "the Sable Hospital": a capital behind the first word.
bool has_proper_name(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i - 1] == ' ' && is_upper(text[i])) return true;
  }
  return false;
}

// Somebody in particular, not "various entities".
bool particular(const Party& victim) {
  return victim.state || victim.kind != PartyKind::unnamed || has_proper_name(victim.text);
}

// Where the words begin that tell victims apart: behind articles and owners. `owned`: an owner that the words alone do
// not name was among them: "its", "the country's".
std::size_t own_words(std::string_view text, const WordTables& words, bool& owned) {
  std::size_t at = 0;
  for (std::size_t gap = text.find(' '); gap != std::string_view::npos; gap = text.find(' ', at)) {
    std::string word = lower(text.substr(at, gap - at));
    bool whose = words.is(word, "owner");
    for (const std::string_view ending : {"'s", "\xE2\x80\x99s"}) {
      if (word.ends_with(ending)) whose = whose || words.is(word.substr(0, word.size() - ending.size()), "country");
    }
    if (!whose && !words.is(word, "article")) break;
    owned = owned || whose;
    at = gap + 1;
  }
  return at;
}

std::string key_of(const Party& victim, const WordTables& words) {
  bool owned = false;
  const std::string text = lower(victim.text);
  const std::string_view own = std::string_view(text).substr(own_words(text, words, owned));
  return std::string(own.substr(0, own.find(',')));
}

// Bounds that keep the work linear in a document of any length; an article has a handful of matters.
constexpr std::size_t most_matters = 52;
constexpr std::size_t nearby = 300;      // claims looked at around one
constexpr std::size_t most_unsaid = 40;  // links listed

std::string letter(std::size_t index) {
  std::string text(1, static_cast<char>('A' + index % 26));
  if (index >= 26) text += static_cast<char>('A' + index / 26 % 26);
  return text;
}

class Settler {
 public:
  Settler(Reading& reading, const WordTables& words) : reading_(reading), words_(words) {}

  void run() {
    for (const Claim& claim : reading_.claims) {
      for (const std::vector<Party>* parties : {&claim.source, &claim.accused, &claim.victim}) name_states(*parties);
    }
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) reading_.claims[i].matter = matter_of(i);
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) file(i);
  }

 private:
  void name_states(const std::vector<Party>& parties) {
    for (const Party& party : parties) {
      if (party.kind == PartyKind::state && party.state && party.name) states_.try_emplace(*party.state, *party.name);
    }
  }

  // "its Sable Hospital" is titled by whose it is, where the text names the state.
  std::string title_of(const Party& victim) const {
    bool owned = false;
    const std::size_t own = own_words(victim.text, words_, owned);
    const auto name = owned && victim.state ? states_.find(*victim.state) : states_.end();
    return name == states_.end() ? victim.text : name->second + "'s " + victim.text.substr(own);
  }

  std::string matter_of(std::size_t index) {
    const Claim& claim = reading_.claims[index];
    if (claim.matter == "other") return claim.matter;
    if (claim.act == Act::comment) return "general";
    if (!claim.actor.empty()) return "background";
    if (claim.act == Act::call_for || claim.act == Act::sanction || claim.act == Act::expel ||
        claim.act == Act::threaten)
      return "general";
    if (claim.act == Act::assess_outcome) return last_;
    if (claim.act == Act::link_sponsor) return by_group(claim);
    if (!alleges(claim.act)) return "general";
    for (const Party& victim : claim.victim) {
      if (particular(victim))
        return last_ = lettered_by(key_of(victim, words_), victim.state.value_or(""), title_of(victim));
    }
    if (claim.act == Act::charge && !claim.accused.empty()) {
      return last_ = lettered_by("charge " + std::to_string(index), "", claim.accused.front().text + " charged");
    }
    if (claim.act == Act::describe && index > 0 && reading_.claims[index - 1].sentence == claim.sentence) {
      return reading_.claims[index - 1].matter;
    }
    if (!claim.group.empty()) {
      const std::string known = by_group(claim);
      if (known != "general") return known;
    }
    return "general";
  }

  std::string by_group(const Claim& claim) const {
    const auto at = static_cast<std::size_t>(&claim - reading_.claims.data());
    const std::size_t first = at > nearby ? at - nearby : 0;
    const std::size_t last = std::min(reading_.claims.size(), at + nearby);
    for (std::size_t i = first; i < last; ++i) {
      const Claim& other = reading_.claims[i];
      if (other.group.empty() || claim.group.empty() || !lettered(other.matter)) continue;
      if (other.group.front().name == claim.group.front().name) return other.matter;
    }
    // The claim that the sponsor link stands in comes later in the list but in the same sentence.
    for (std::size_t i = first; i < last; ++i) {
      const Claim& other = reading_.claims[i];
      if (&other == &claim || other.sentence != claim.sentence || other.group.empty()) continue;
      for (const Party& victim : other.victim) {
        if (const std::string* known = letter_of(key_of(victim, words_), victim.state.value_or(""))) return *known;
      }
    }
    return "general";
  }

  const std::string* letter_of(const std::string& key, const std::string& state) const {
    const auto known = letters_.find(key);
    if (known == letters_.end()) return nullptr;
    for (const auto& [of, name] : known->second) {
      if (of == state || of.empty() || state.empty()) return &name;
    }
    return nullptr;
  }

  std::string lettered_by(const std::string& key, const std::string& state, const std::string& summary) {
    if (const std::string* known = letter_of(key, state)) return *known;
    if (lettered_ == most_matters) return "general";
    const std::string name = letter(lettered_++);
    letters_[key].emplace_back(state, name);
    reading_.matters.push_back({name, summary, {}, {}});
    return name;
  }

  void file(std::size_t index) {
    const Claim& claim = reading_.claims[index];
    for (Matter& matter : reading_.matters) {
      if (answers(claim.act)) {
        if (covers(claim, matter)) matter.answers.push_back(index);
      } else if (claim.matter == matter.letter) {
        matter.claims.push_back(index);
      }
    }
  }

  // An answer covers a matter unless it names the victim of another one.
  bool covers(const Claim& answer, const Matter& matter) const {
    if (answer.act == Act::assert_victimhood || answer.act == Act::counter_accuse) return false;
    for (const Party& victim : answer.victim) {
      if (const std::string* known = letter_of(key_of(victim, words_), victim.state.value_or("")))
        return *known == matter.letter;
    }
    return true;
  }

  Reading& reading_;
  const WordTables& words_;
  std::map<std::string, std::string> states_;  // names by code, as the text's parties have them
  // By the victim's words; "its foreign ministry" of two states is two victims.
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> letters_;  // state, letter
  std::size_t lettered_ = 0;
  std::string last_ = "general";
};

std::string source_text(const Claim& claim) {
  std::vector<std::string> names;
  for (const Party& party : claim.source) names.push_back(party.state ? *party.state : party.text);
  return join(names, ", ");
}

std::string subject_of(const Reading& reading, const Matter& matter) {
  for (const std::size_t index : matter.claims) {
    const Claim& claim = reading.claims[index];
    if (!claim.victim.empty()) return claim.victim.front().text;
    if (!claim.accused.empty()) return claim.accused.front().text;
  }
  return matter.summary;
}

}  // namespace

void settle_matters(Reading& reading, const WordTables& words) { Settler(reading, words).run(); }

void list_unsaid(Reading& reading) {
  std::set<std::string> listed;
  const auto add = [&](std::string what, std::string why) {
    if (listed.size() < most_unsaid && listed.insert(what).second)
      reading.not_in_text.push_back({std::move(what), std::move(why)});
  };
  std::set<std::string> tied;  // letters of matters that the text ties to some group
  for (const Matter& matter : reading.matters) {
    for (const std::size_t index : matter.claims) {
      if (!reading.claims[index].group.empty()) tied.insert(matter.letter);
    }
  }
  // A group tied to one matter and not to its neighbour.
  for (const Matter& matter : reading.matters) {
    for (const std::size_t index : matter.claims) {
      if (listed.size() == most_unsaid) break;
      for (const Party& group : reading.claims[index].group) {
        const std::string name = group.text.empty() ? group.name.value_or("") : group.text;
        for (const Matter& other : reading.matters) {
          if (&other == &matter || other.claims.empty()) continue;
          if (tied.contains(other.letter)) continue;
          const bool persons = reading.claims[other.claims.front()].act == Act::charge;
          add(persons ? subject_of(reading, other) + " as members of " + name
                      : name + " behind " + other.letter + " (" + subject_of(reading, other) + ")",
              "the text ties " + name + " to " + matter.letter + " only");
        }
      }
    }
  }
  // A hearsay sponsor link put into the mouth of the accuser beside it.
  for (const Claim& link : reading.claims) {
    if (link.act != Act::link_sponsor || link.source.empty() || link.source.front().kind != PartyKind::unnamed)
      continue;
    const auto at = static_cast<std::size_t>(&link - reading.claims.data());
    const std::size_t end = std::min(reading.claims.size(), at + nearby);
    for (std::size_t i = at > nearby ? at - nearby : 0; i < end; ++i) {
      const Claim& beside = reading.claims[i];
      if (beside.sentence != link.sentence || beside.act == Act::link_sponsor || beside.source.empty()) continue;
      add(source_text(beside) + " naming " + link.sponsor.front().text, "the source of that link is not named");
    }
  }
  for (const Claim& claim : reading.claims) {
    if (claim.act != Act::assert_victimhood || !claim.accused.empty()) continue;
    add(source_text(claim) + " naming an attacker", "it says that it is a victim; by whom is not said");
  }
}

}  // namespace whence
