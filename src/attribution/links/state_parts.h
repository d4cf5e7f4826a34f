// What is told of each state's part, were that state behind it. docs/model.md 2.1, 2.9.
#pragma once

#include <vector>

#include "attribution/links/above.h"
#include "model/posterior.h"

namespace whence {

// By the states of `sponsor` from Settings::dispute_from on, in its order. Ranges as of Above::posterior().
std::vector<StatePart> state_parts(const Judgement& judgement, const Above& above, const Posterior& sponsor,
                                   const Ways& all, const std::vector<const Ways*>& less);

}  // namespace whence
