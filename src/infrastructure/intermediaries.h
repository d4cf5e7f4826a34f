// Relays, fronts and contractors near the seeds: what each hides, what it still says and about whom. A relay bears on
// who ran it; who used it is spread over its clients on record in proportion to their use, and over nobody known.
#pragma once

#include <vector>

#include "infrastructure/neighbourhood.h"
#include "model/trace.h"

namespace whence {

// Those that the seeds or what is near them used, those near by something else that are said to be relays, and behind
// them their providers that are said to be contractors or fronts.
std::vector<Intermediary> intermediaries(const ObjectGraph& graph, const Neighbourhood& near);

}  // namespace whence
