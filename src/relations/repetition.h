// Who says it first and who merely repeats it: claims of several documents gathered by the statement they go back to.
// A hundred outlets that carry one statement are one source (docs/repetition.md).
#pragma once

#include <span>
#include <vector>

#include "model/repetition.h"
#include "relations/told.h"

namespace whence {

// A claim is a telling of an earlier one if its sentence is nearly the same text, or the same speaker does the same act
// with the same object within the window, or its sentence names that speaker as its source, or the outlet says in its
// own voice what agrees in two of accused, group and victim. Never by agreement of the accused alone where two
// statements could be meant; what is not tied stays an origin of its own. Work grows with the claims and the words:
// each is compared with a bounded number of earlier ones. Requires: settled matters, related claims.
// Fills Claim::origin of every claim.
Repetition repetition_of(std::span<Reading> readings, const RepetitionRules& rules);

// The parts of it.
std::vector<DocumentCopy> document_copies(std::span<const Reading> readings, const std::vector<std::size_t>& order,
                                          const RepetitionRules& rules);
std::vector<Drift> drifts_of(std::span<const Reading> readings, const std::vector<ClaimOrigin>& origins,
                             const std::vector<std::size_t>& order, const RepetitionRules& rules);
std::vector<SharedMatter> shared_matters(std::span<const Reading> readings, const std::vector<ClaimOrigin>& origins,
                                         const std::vector<std::size_t>& order, const RepetitionRules& rules);

}  // namespace whence
