// What would undo the answer: the smallest sets of items without which another hypothesis leads, or the leader falls
// below one half. Searched under the first prior, in the branch without deception. docs/model.md 2.8.
#pragma once

#include <cstddef>
#include <vector>

#include "attribution/combine/mixture.h"

namespace whence {

struct FlipSets {
  std::size_t size = 0;                        // of the smallest; 0: none found
  double cost = 0.0;                           // Σ cost of the cheapest of these sets; 0: none found
  std::vector<std::vector<std::size_t>> sets;  // of the least size, by falling effect then by index; pieces
  std::size_t then_leads = 0;                  // hypothesis that leads without the first set
  double then_share = 0.0;
};

enum class FlipDepth { single_items, full };

// Over all sets of one, two, then three pieces, until some are found, while there are at most
// Settings::flip_exact_items; of three, only those are weighed of which the pairs foretell that they come near. Beyond,
// and for larger sets, greedy: the piece that helps the leader most against the next goes first.
FlipSets flip_sets(const Scene& scene, FlipDepth depth);

// The share of every hypothesis with these pieces only, in the branch without deception.
std::vector<double> plain_shares(const Scene& scene, const Kept& kept);
// The greatest share; the first of equals.
std::size_t leader_of(const std::vector<double>& shares);

}  // namespace whence
