// A case made from what documents say.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/case_file.h"
#include "model/case.h"
#include "model/reading.h"

namespace whence {

// Every technique, piece of software, indicator and entry of the public record once, unchecked, with its place; what is
// said of actors as statements. Of `request` only name, mark and who prepares it count. Requires: at least one reading.
// Error: nothing in them for a case.
Result<NewCaseMade> drafted_case(const Data& data, const std::vector<Reading>& readings, const NewCase& request);
// Its file: what it was made from and what was not taken stand above it.
std::string written_draft(const NewCaseMade& made, const std::vector<std::string>& from);

}  // namespace whence
