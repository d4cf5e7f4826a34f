// The two halves of `whence ledger`: the public record and the claims of a workspace.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/incident_types.h"
#include "engine/ledger.h"
#include "engine/ledger_names.h"
#include "format/page_texts.h"
#include "knowledge/knowledge.h"
#include "model/ledger.h"
#include "model/reading.h"
#include "model/repetition.h"

namespace whence {

// A filter with its values as claims and record have them.
struct ResolvedFilter {
  std::vector<std::string> accuser_states, accuser_names, accused_states, victim_states, victim_names;
  std::vector<std::vector<std::string>> groups;  // for each typed group what it is called
  std::vector<Act> acts;
  const LedgerFilter* asked = nullptr;
};
Result<ResolvedFilter> resolved(const LedgerFilter& filter, const StateNames& states, const Knowledge& knowledge);

// What the filters say, for a caption: "accused CN, group APT40, from 2024".
std::string filter_text(const LedgerFilter& filter);

// Adds the acts of the record that the filter leaves, with their replies.
void add_record(LedgerView& view, const std::vector<LedgerEntry>& record, const ResolvedFilter& filter,
                const IncidentTypes& types);
LedgerLine line_of(const LedgerEntry& entry, bool unverified);

// The claims that the filter leaves, the latest first.
Result<ClaimsFound> found_by(Workspace& workspace, const ResolvedFilter& filter);
// Says of somebody that he accused nobody: "did not attribute the attack", "declined to name a culprit".
bool withheld(const Claim& claim);

// Adds the claims that the filter leaves, with the answers to them, where they have been said before, and what changed
// on the way.
Result<void> add_claims(LedgerView& view, const Data& data, Workspace& workspace, const ResolvedFilter& filter,
                        const PageTexts& texts, const IncidentTypes& types);

// Adds the attributions among other systems' objects that the filter leaves, with the opinions on them. At most
// filter.asked->most.
Result<void> add_exchanged(LedgerView& view, Workspace& workspace, const ResolvedFilter& filter,
                           const StateNames& states);

// Whether a value stands in both; whether any of the names stands in the words as whole words, whatever their case.
bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b);
bool any_stands_in(std::string_view words, const std::vector<std::string>& names);

// Matters of these documents and acts of the record that are taken to be one incident.
std::vector<LedgerIncident> incidents_among(Workspace& workspace, const std::vector<Reading>& readings,
                                            const Repetition& repetition);
// Gives the lines of claims the incident that view.incidents make of their matter, or that of what they repeat.
void settle_incidents(LedgerView& view, const std::vector<Reading>& readings, const Repetition& repetition);

}  // namespace whence
