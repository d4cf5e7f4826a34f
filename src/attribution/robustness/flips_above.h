// What would undo the leader of a level above the cluster: items, and what origins say of links. docs/model.md 2.8.
#pragma once

#include <vector>

#include "attribution/links/above.h"
#include "model/posterior.h"

namespace whence {

// For each level with an asserted leader, the smallest sets of items and origins without which another leads it or the
// leader falls below Settings::flip_share, if it was above. Exact over single parts; over two where there are at most
// `most_for_pairs` parts; beyond, greedy: the part without which the leader is least goes first. Under the first prior,
// in the branch without deception, as flip_sets(). Own account is a leader like others.
std::vector<FlipAbove> flips_above(const Judgement& judgement, Above& above, const Ways& all);

inline constexpr std::size_t most_for_pairs = 24;

}  // namespace whence
