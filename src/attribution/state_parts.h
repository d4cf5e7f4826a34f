// What is told of each state's part, were that state behind it. docs/model.md 2.1, 2.9.
#pragma once

#include <vector>

#include "attribution/above.h"
#include "model/posterior.h"

namespace whence {

// By the states of `sponsor` from `disputed` on, in its order. Ranges as of Above::posterior().
std::vector<StatePart> state_parts(const Judgement& judgement, const Above& above, const Posterior& sponsor,
                                   const Ways& all, const std::vector<Ways>& less);

// Share from which a state asserted for a cluster is told of; two of them are a dispute.
inline constexpr double disputed = 0.05;

}  // namespace whence
