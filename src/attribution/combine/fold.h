// From items to one log-likelihood ratio per hypothesis, by the learned behaviour score or by the written likelihoods.
// docs/model.md 2.5-2.7. Vectors over hypotheses hold the clusters first and nobody we know last.
#pragma once

#include <span>
#include <vector>

#include "attribution/scene.h"

namespace whence {

// Which pieces count; same size as Scene::pieces.
using Kept = std::vector<char>;

Kept all_pieces(const Scene& scene);
// Without the pieces that only this origin vouches for, and with nothing but what it vouches for.
Kept without_origin(const Scene& scene, std::size_t origin);
Kept only_origin(const Scene& scene, std::size_t origin);

// What became of one piece, by hypothesis.
struct FoldedPiece {
  std::vector<double> weight;      // nats that count in the end; zero if the piece is left out
  std::vector<double> dependence;  // factor in [0, 1] for what other items already say
  std::vector<double> ceiling;     // factor in (0, 1] left by its family's cap
};

struct Folded {
  std::vector<double> total;        // nats, by hypothesis
  std::vector<FoldedPiece> pieces;  // as Scene::pieces
  // What the items say only together: total less the sum of weights. Zero for the written likelihoods; the learned
  // score's weights are what the total loses without the item.
  std::vector<double> joint;
};

// What each piece adds, for people: the mean of what the total loses without it and what it says alone, since of many
// items that agree none is missed. For the written likelihoods its weight.
std::vector<std::vector<double>> parts_of(const Scene& scene, const Folded& folded);

// Only Folded::total.
std::vector<double> fold_total(const Scene& scene, const Kept& kept);
Folded fold(const Scene& scene, const Kept& kept);

}  // namespace whence
