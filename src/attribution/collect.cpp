#include "attribution/collect.h"

#include <algorithm>
#include <cmath>

#include "attribution/flip.h"
#include "attribution/likelihood.h"
#include "prob/shares.h"

namespace whence {
namespace {

// Expected entropy after one more item of a kind.
double expected_bits(const Catalogue& known, const Settings& settings, const std::vector<double>& now, ItemKind kind) {
  Settings proper = settings;
  proper.lambda_S = 1.0;
  double expected = 0.0;
  double mass = 0.0;
  std::vector<double> then(now.size());
  for (ItemIndex item = 0; item < known.kind.size(); ++item) {
    if (known.kind[item] != kind) continue;
    const std::vector<double> weights = kind == ItemKind::technique ? technique_weights(known, proper, item)
                                                                    : software_weights(known, proper, item, 0.0);
    double ratio = now.back();  // P(o|E) / π_o
    for (std::size_t k = 0; k < weights.size(); ++k) {
      then[k] = now[k] * std::exp(weights[k]);
      ratio += then[k];
    }
    then.back() = now.back();
    for (double& share : then) share /= ratio;
    expected += known.share[item] * ratio * entropy_bits(then);
    mass += known.share[item] * ratio;
  }
  return mass > 0.0 ? expected / mass : entropy_bits(now);
}

// With the item's truth known: genuine with chance q' = q r / (q r + 1 - q), r = Σ_h P(h|E without it) P(e|h) / π(e).
double expected_bits_of_truth(const Scene& scene, const Settings& settings, const ClusterPrior& prior, std::size_t at) {
  Kept kept = all_pieces(scene);
  kept[at] = 0;
  const std::vector<double> without = plain_shares(scene, settings, prior, kept);
  const Piece& piece = scene.pieces[at];
  double ratio = without.back();
  for (std::size_t k = 0; k < piece.before.size(); ++k) ratio += without[k] * std::exp(piece.before[k]);
  const double genuine = piece.quality * ratio / (piece.quality * ratio + 1.0 - piece.quality);
  Scene sure = scene;
  sure.pieces[at].graded = piece.before;
  const std::vector<double> with = plain_shares(sure, settings, prior, all_pieces(scene));
  return genuine * entropy_bits(with) + (1.0 - genuine) * entropy_bits(without);
}

}  // namespace

std::vector<Finding> findings(const Scene& scene, const Catalogue& known, const Settings& settings,
                              const ClusterPrior& prior) {
  const std::vector<double> now = plain_shares(scene, settings, prior, all_pieces(scene));
  const double bits = entropy_bits(now);
  std::vector<Finding> result;
  for (const ItemKind kind : {ItemKind::software, ItemKind::technique}) {
    result.push_back({kind, std::nullopt, bits - expected_bits(known, settings, now, kind)});
  }
  for (std::size_t at = 0; at < scene.pieces.size(); ++at) {
    const ItemKind kind = scene.pieces[at].family == Family::software ? ItemKind::software : ItemKind::technique;
    result.push_back({kind, at, bits - expected_bits_of_truth(scene, settings, prior, at)});
  }
  for (Finding& finding : result) finding.bits = std::max(0.0, finding.bits);
  std::stable_sort(result.begin(), result.end(), [](const Finding& a, const Finding& b) { return a.bits > b.bits; });
  return result;
}

}  // namespace whence
