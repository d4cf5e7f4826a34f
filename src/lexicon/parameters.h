// data/priors/ as one checked value.
#pragma once

#include <string_view>

#include "base/result.h"
#include "lexicon/data.h"
#include "model/priors.h"

namespace whence {

// A named set of parameters is the set "default" with its own rows in place. Errors name the table, the row and what is
// wrong with it: an unknown set, a value out of its range, a mark that is none, a scale with a gap, a class that no
// table knows.
Result<Priors> load_priors(const Data& data, std::string_view set = "default");

}  // namespace whence
