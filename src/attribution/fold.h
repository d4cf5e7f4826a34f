// From items to one log-likelihood ratio per cluster: dependence, same-origin error, family caps, temperature.
// Each step only rescales items, so that the items' weights sum to the total exactly. docs/model.md 2.6-2.7.
#pragma once

#include <span>
#include <vector>

#include "attribution/scene.h"
#include "attribution/settings.h"

namespace whence {

// Which pieces count; same size as Scene::pieces.
using Kept = std::vector<char>;

Kept all_pieces(const Scene& scene);
// Without the pieces that only this origin vouches for.
Kept without_origin(const Scene& scene, std::size_t origin);

// What became of one piece, by cluster.
struct FoldedPiece {
  std::vector<double> weight;      // nats that count in the end; zero if the piece is left out
  std::vector<double> dependence;  // factor in [0, 1] for what other items already say
  std::vector<double> ceiling;     // factor in (0, 1] left by its family's cap
};

struct Folded {
  std::vector<double> total;        // nats, by cluster: the sum of the pieces' weights
  std::vector<FoldedPiece> pieces;  // as Scene::pieces
};

// Only Folded::total.
std::vector<double> fold_total(const Scene& scene, const Settings& settings, const Kept& kept);
Folded fold(const Scene& scene, const Settings& settings, const Kept& kept);

}  // namespace whence
