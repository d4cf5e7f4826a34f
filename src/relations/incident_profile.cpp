#include "relations/incident_profile.h"

#include <vector>

#include "base/text.h"
#include "relations/shingles.h"

namespace whence {
namespace {

struct VictimWord {
  std::string folded;
  bool capital = false;
  std::size_t place = 0;  // in the phrase, counting every word
};

// The words that tell this victim from others, in order.
std::vector<VictimWord> telling_words(const Party& victim, const RepetitionRules& rules) {
  std::vector<VictimWord> words;
  std::size_t place = 0;
  for (const std::string_view part : split(victim.text, ' ')) {
    for (const std::string& word : folded_words(part)) {
      ++place;
      if (word.size() >= 4 && !rules.generic.contains(word)) words.push_back({word, is_upper(part.front()), place});
    }
  }
  return words;
}

void add_victim(IncidentProfile& profile, const Party& victim, const RepetitionRules& rules) {
  if (victim.state) profile.victim_states.insert(*victim.state);
  const std::vector<VictimWord> words = telling_words(victim, rules);
  std::set<std::string> name;
  for (std::size_t i = 0; i < words.size(); ++i) {
    name.insert(words[i].folded);
    if (i + 1 == words.size()) break;
    const VictimWord &one = words[i], &next = words[i + 1];
    // Small words between two make one name only where a proper name is among them.
    if (next.place != one.place + 1 && !one.capital && !next.capital) continue;
    const auto& [first, second] = std::minmax(one.folded, next.folded);
    std::string key = first;
    key += ' ';
    profile.victims.insert(key += second);
  }
  if (name.size() >= 2) profile.names.insert(std::move(name));
  for (const std::string& word : folded_words(victim.text)) {
    const auto concept_of = rules.victim.find(word);
    if (concept_of == rules.victim.end()) continue;
    profile.concepts.insert(concept_of->second);
    if (victim.state) profile.victims.insert(*victim.state + ":" + concept_of->second);
  }
}

}  // namespace

void add_claim(IncidentProfile& profile, const Reading& reading, ClaimPlace place, const RepetitionRules& rules) {
  const Claim& claim = reading.claims[place.claim];
  const Told told = told_of(reading, place, rules);
  profile.speakers.insert(told.speakers.begin(), told.speakers.end());
  profile.accused.insert(told.accused.begin(), told.accused.end());
  profile.groups.insert(told.groups.begin(), told.groups.end());
  for (const Party& victim : claim.victim) add_victim(profile, victim, rules);
  if (!profile.when) profile.when = told.when;
  if (!profile.published) profile.published = told.published;
  profile.spoken.emplace(place.document, claim.sentence);
  profile.headline = profile.headline && told.headline;
}

void add_profile(IncidentProfile& profile, const IncidentProfile& other) {
  profile.speakers.insert(other.speakers.begin(), other.speakers.end());
  profile.accused.insert(other.accused.begin(), other.accused.end());
  profile.groups.insert(other.groups.begin(), other.groups.end());
  profile.victims.insert(other.victims.begin(), other.victims.end());
  profile.concepts.insert(other.concepts.begin(), other.concepts.end());
  profile.names.insert(other.names.begin(), other.names.end());
  profile.victim_states.insert(other.victim_states.begin(), other.victim_states.end());
  profile.spoken.insert(other.spoken.begin(), other.spoken.end());
  if (!profile.when) profile.when = other.when;
  if (!profile.published) profile.published = other.published;
  profile.headline = profile.headline && other.headline;
}

bool may_be_one(const IncidentProfile& a, const IncidentProfile& b, const RepetitionRules& rules) {
  const auto differ = [](const std::set<std::string>& one, const std::set<std::string>& other) {
    return !one.empty() && !other.empty() && !meet(one, other);
  };
  if (differ(a.groups, b.groups) || differ(a.victim_states, b.victim_states)) return false;
  if (deeds_apart(a.when, b.when, rules.deed_days)) return false;
  const std::int64_t days = meet(a.groups, b.groups) ? rules.incident_days : rules.window_days;
  return days_between(a.published, b.published) <= days;
}

bool share_speaker(const IncidentProfile& a, const IncidentProfile& b) { return meet(a.speakers, b.speakers); }

bool same_victim_name(const IncidentProfile& a, const IncidentProfile& b) { return meet(a.names, b.names); }

}  // namespace whence
