// What is compared to tell whether two matters are one incident: the victim, the time, the group and who accuses whom.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "model/reading.h"
#include "relations/told.h"

namespace whence {

struct IncidentProfile {
  std::set<std::string> speakers, accused, groups;       // keys as in Told
  std::set<std::string> victims;                         // names of two words in any order, "XA:parliament"
  std::set<std::string> concepts;                        // of victims: "parliament"
  std::set<std::set<std::string>> names;                 // victims' telling words, two or more of each
  std::set<std::string> victim_states;                   // of all victims whose state is known
  std::optional<Interval> when;                          // of the deed, the first that is dated at both ends
  std::optional<Date> published;                         // of the first document
  std::set<std::pair<std::size_t, std::size_t>> spoken;  // document and sentence of each claim
  bool headline = true;                                  // all of it stands in headlines
  bool victimless() const { return victims.empty() && concepts.empty() && names.empty(); }
};

// Adds what one claim says.
void add_claim(IncidentProfile& profile, const Reading& reading, ClaimPlace place, const RepetitionRules& rules);
// Adds another part of the same incident; what dates the incident stays.
void add_profile(IncidentProfile& profile, const IncidentProfile& other);

// Nothing speaks against one incident: no other group, no victim of another state, no deed at another time, and not
// published further apart than one incident is told: rules.window_days, or rules.incident_days where both name one
// group.
bool may_be_one(const IncidentProfile& a, const IncidentProfile& b, const RepetitionRules& rules);

bool share_speaker(const IncidentProfile& a, const IncidentProfile& b);
// Both name it by the same words, whatever their order: "the port of Xorvik", "Xorvik port network".
bool same_victim_name(const IncidentProfile& a, const IncidentProfile& b);

template <class T>
bool meet(const std::set<T>& a, const std::set<T>& b) {
  for (const T& one : a) {
    if (b.contains(one)) return true;
  }
  return false;
}

}  // namespace whence
