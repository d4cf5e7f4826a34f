// Unknowns of two values joined in pairs (a Markov field of two states):
//
//   P(z) ∝ Π_i π_i^z_i (1-π_i)^(1-z_i) · Π_(a,b) ψ(z_a, z_b),   ψ(1,1) = both, ψ(0,0) = neither, ψ(0,1) = ψ(1,0) = 1
//
// Three ways to P(z_i = 1): counting every state (the oracle), elimination (exact where narrow), propagation (anywhere,
// approximate on cycles); and bounds that always hold. Sums run in index order: the same input gives the same bits.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "prob/interval.h"

namespace whence {

struct BinaryField {
  struct Tie {
    std::size_t a = 0, b = 0;
    double both = 1.0, neither = 1.0;  // both > 0; several ties of one pair multiply
  };
  std::vector<double> prior;  // π in [0, 1]; 0 and 1 fix the value
  std::vector<Tie> ties;      // between different unknowns
};

// Requires: at most 20 unknowns that are not fixed.
std::vector<double> marginals_by_enumeration(const BinaryField& field);

// Exact, by elimination in the order of least fill (a bucket tree, two passes): O(n 2^width). Nothing where that order
// needs a table over more than `most_width` + 1 unknowns.
std::optional<std::vector<double>> marginals_by_elimination(const BinaryField& field, std::size_t most_width);

struct PropagationLimits {
  double damping = 0.5;  // share of the old message that is kept, in logarithms
  std::size_t sweeps = 100;
  double tolerance = 1e-6;  // of the logarithm of any message, from one sweep to the next
};
struct Propagation {
  std::vector<double> marginals;
  std::size_t sweeps = 0;
  bool converged = false;
};
// Loopy belief propagation; exact on forests.
Propagation marginals_by_propagation(const BinaryField& field, const PropagationLimits& limits);

// Bounds that hold: the busiest unknowns are fixed until elimination is narrow enough, all at 0 for the lower end and
// all at 1 for the upper; their own are those of one of them free, or by their neighbours alone where they are many.
// Where both · neither >= 1 for every tie, P(z_i = 1) grows with every other unknown (Fortuin, Kasteleyn, Ginibre
// 1971), so that the truth lies between. Requires: that, and most_width
// >= 1.
std::vector<Bounds> marginal_bounds(const BinaryField& field, std::size_t most_width);

}  // namespace whence
