// What to collect next, in words and with the work it takes. docs/model.md 2.10.
#pragma once

#include <vector>

#include "attribution/links/above.h"
#include "model/posterior.h"

namespace whence {

// By falling bits per hour of work. Actions without a row in data/priors/actions.tsv are left out.
// `weights`: what items say of states.
std::vector<Collect> advice(const Judgement& judgement, const Ways& all, const StateWeights& weights);

}  // namespace whence
