// What else a page of the ledger must know: documents in which those who are accused answer, and those that accuse whom
// an answer answers. "No answer found in what we hold" is only true of what was looked at.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "store/find.h"
#include "store/workspace.h"

namespace whence {

// Documents other than those of `found`, at most 60 in all and as many for each state: the latest answers by states
// that `found` accuses, and the latest accusations of states that answer in it; from three months before the first of
// them to three months behind the last, and undated ones.
Result<std::vector<std::int64_t>> documents_around(Workspace& workspace, const std::vector<FoundClaim>& found);

}  // namespace whence
