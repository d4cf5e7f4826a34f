// What to collect next: how many bits each finding is expected to take off the uncertainty about the cluster.
// docs/model.md 2.10.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "attribution/mixture.h"

namespace whence {

struct Finding {
  ItemKind kind = ItemKind::software;
  std::optional<std::size_t> piece;  // learn whether this item is genuine; absent: one more item of the kind
  double bits = 0.0;                 // H(K|E) - Σ_o P(o|E) H(K|E,o); never below 0
};

// One more piece of software and one more technique, drawn from P(o|E) = Σ_h P(h|E) P(o|h) with the smoothed
// likelihoods (λ 1, no leak: a proper distribution), and the truth of each item in evidence. By falling bits.
std::vector<Finding> findings(const Scene& scene);

}  // namespace whence
