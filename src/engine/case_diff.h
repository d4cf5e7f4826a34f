#pragma once

#include "base/result.h"
#include "lexicon/data.h"
#include "model/case.h"
#include "model/case_diff.h"

namespace whence {

// Both weighed with the same data, so that what moved is the case's doing.
Result<CaseDiff> case_diff(const Data& data, const Case& before, const Case& after, const std::string& parameters);

}  // namespace whence
