// Every way of computing the answer that the range of a share runs over: each origin left out, each prior, each chance
// of planted evidence. docs/model.md 2.11.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "attribution/combine/mixture.h"

namespace whence {

struct Run {
  std::size_t prior = 0;  // into the priors
  double phi = 0.0;
  std::optional<std::size_t> origin_out;  // into Scene::origins
  Mixed mixed;
};

struct Runs {
  Folded folded;          // with every piece
  std::vector<Run> runs;  // the first is the answer itself: first prior, default φ, nothing left out

  const std::vector<double>& share() const { return runs.front().mixed.share; }
};

// `leave_out`: also without each origin in turn.
Runs all_runs(const Scene& scene, bool leave_out);

struct Extremes {
  double low = 1.0, high = 0.0;

  void include(double share) {
    low = std::min(low, share);
    high = std::max(high, share);
  }
};
// Least and greatest over all runs of the sum of the shares of some hypotheses.
Extremes extremes(const Runs& runs, const std::vector<std::size_t>& hypotheses);

}  // namespace whence
