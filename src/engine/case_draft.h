// A case made from what documents say.
#pragma once

#include <vector>

#include "base/result.h"
#include "engine/case_file.h"
#include "model/case.h"
#include "model/reading.h"

namespace whence {

// Every technique, piece of software, indicator and entry of the public record once, unchecked, with its place; what is
// said of actors as statements. Of `request` only name, mark and who prepares it count. Requires: at least one reading.
// Error: nothing in them for a case.
Result<Case> drafted_case(const std::vector<Reading>& readings, const NewCase& request);

}  // namespace whence
