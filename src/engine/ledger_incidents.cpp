// Which lines of the ledger are about one incident.
#include <algorithm>
#include <set>

#include "engine/incidents.h"
#include "engine/ledger_parts.h"

namespace whence {

std::vector<LedgerIncident> incidents_among(Workspace& workspace, const std::vector<Reading>& readings,
                                            const Repetition& repetition) {
  // What is found among these documents and what a person decided, joined; a pair undone joins nothing by itself.
  const std::map<MatterPair, Merge> decided = merges_now(workspace);
  std::vector<Merge> pairs = merges_among(readings, repetition, decided);
  for (const auto& [pair, merge] : decided) {
    if (merge.decision == "accepted") pairs.push_back(merge);
  }
  std::vector<LedgerIncident> joined;
  const auto with = [&](const std::string& member) {
    return std::find_if(joined.begin(), joined.end(), [&](const LedgerIncident& incident) {
      return std::find(incident.members.begin(), incident.members.end(), member) != incident.members.end();
    });
  };
  for (const Merge& pair : pairs) {
    auto a = with(pair.a), b = with(pair.b);
    if (a == joined.end() && b == joined.end()) {
      joined.push_back({pair.a, {pair.a, pair.b}, {pair.reasons}});
      continue;
    }
    if (a == joined.end()) std::swap(a, b);
    a->reasons.push_back(pair.reasons);
    if (b == joined.end()) {
      a->members.push_back(std::find(a->members.begin(), a->members.end(), pair.a) == a->members.end() ? pair.a
                                                                                                       : pair.b);
    } else if (a != b) {
      a->members.insert(a->members.end(), b->members.begin(), b->members.end());
      a->reasons.insert(a->reasons.end(), b->reasons.begin(), b->reasons.end());
      joined.erase(b);
    }
  }
  for (LedgerIncident& incident : joined) {
    std::sort(incident.members.begin(), incident.members.end());
    incident.id = incident.members.front();
    std::sort(incident.reasons.begin(), incident.reasons.end());
    incident.reasons.erase(std::unique(incident.reasons.begin(), incident.reasons.end()), incident.reasons.end());
  }
  return joined;
}

void settle_incidents(LedgerView& view, const std::vector<Reading>& readings, const Repetition& repetition) {
  std::map<std::string, std::string> incident_of;  // of a matter
  for (const LedgerIncident& incident : view.incidents) {
    for (const std::string& member : incident.members) incident_of[member] = incident.id;
  }
  const auto settled = [&](const std::string& matter) {
    const auto known = incident_of.find(matter);
    return known == incident_of.end() ? matter : known->second;
  };
  // A statement that belongs to no matter of its own document belongs to that of its other tellings, if these agree.
  std::map<std::string, std::set<std::string>> of_origin;
  for (const ClaimOrigin& origin : repetition.origins) {
    std::set<std::string>& found = of_origin[origin.id];
    for (const Occurrence& telling : origin.occurrences) {
      const Reading& reading = readings[telling.place.document];
      const Claim& claim = reading.claims[telling.place.claim];
      if (claim.matter.size() == 1) found.insert(settled(matter_key(reading, claim.matter)));
    }
    if (found.empty() && origin.documents > 1) found.insert(origin.id);
  }
  for (LedgerLine& line : view.lines) {
    if (!line.incident.empty()) line.incident = settled(line.incident);
    const auto known = of_origin.find(line.origin);
    const bool answer = is_denial(act_named(line.act).value_or(Act::comment));
    if (line.incident.empty() && !answer && known != of_origin.end() && known->second.size() == 1)
      line.incident = *known->second.begin();
  }
  std::erase_if(view.incidents, [&](const LedgerIncident& incident) {
    return std::none_of(view.lines.begin(), view.lines.end(),
                        [&](const LedgerLine& line) { return line.incident == incident.id; });
  });
}

}  // namespace whence
