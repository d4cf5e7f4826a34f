// What to collect next: how many bits each finding is expected to take off the uncertainty at each level.
// docs/model.md 2.10.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "attribution/links/ways.h"

namespace whence {

enum class Find {
  software,   // one more piece of software
  technique,  // one more technique
  verify,     // whether an item is genuine and of this case
  relay,      // who used an intermediary of the case
  link        // who stands behind a cluster
};

struct Finding {
  Find find = Find::software;
  std::size_t piece = 0;         // verify: into Scene::pieces
  std::size_t evidence = 0;      // relay: into Case::evidence
  std::size_t cluster = 0;       // link: the closest match
  std::array<double, 4> bits{};  // by Level: H(L|E) - Σ_o P(o|E) H(L|E,o); never below 0; 0 where nothing is asserted

  double most() const { return *std::max_element(bits.begin(), bits.end()); }
};

// P(o|E) = Σ_h P(h|E) P(o|h). Software and techniques are drawn with the smoothed likelihoods (λ 1, no leak: a proper
// distribution). What was behind an intermediary points with chance `pointer_found` to a cluster on record, rightly
// with chance `assignment_right`, else to any. `levels`: one Ascent for each level that is assessed. By falling bits,
// whatever the level. In the branch without deception, first prior.
std::vector<Finding> findings(const Judgement& judgement, const std::vector<std::pair<Level, Ascent>>& levels);

}  // namespace whence
