// The written-down likelihoods combined: dependence, same-origin error, family caps, temperature. Each step only
// rescales items, so that the items' weights sum to the total exactly. docs/model.md 2.6-2.7.
#pragma once

#include <vector>

#include "attribution/combine/fold.h"

namespace whence {

std::vector<double> written_total(const Scene& scene, const Kept& kept);
Folded written_fold(const Scene& scene, const Kept& kept);

}  // namespace whence
