#include "attribution/collect.h"

#include <algorithm>
#include <cmath>

#include "attribution/flip.h"
#include "attribution/likelihood.h"
#include "prob/shares.h"

namespace whence {
namespace {

double x_ln_x(double x) { return x > 0.0 ? x * std::log(x) : 0.0; }

// P(o|k) / π_o of 2.5 (a) and (b) from counts, with λ 1 and no leak, so that Σ_o P(o|k) = 1.
double ratio(const Catalogue& known, const Settings& settings, ItemIndex item, ClusterIndex k, double of_family,
             double of_item) {
  const CataloguedCluster& cluster = known.clusters[k];
  const double pi = known.share[item];
  if (known.kind[item] == ItemKind::software) {
    if (cluster.software <= 0.0) return 1.0;
    return (of_item + settings.m_S * pi) / (cluster.software + settings.m_S) / pi;
  }
  const double pi_p = known.family_share[known.parent[item]];
  return (of_family + settings.m_T * pi_p) / (cluster.techniques + settings.m_T) * (of_item + settings.b * pi / pi_p) /
         (of_family + settings.b) / pi;
}

double count_of(const std::vector<Posting>& postings, ClusterIndex k) {
  const auto place =
      std::lower_bound(postings.begin(), postings.end(), k,
                       [](const Posting& posting, ClusterIndex wanted) { return posting.cluster < wanted; });
  return place != postings.end() && place->cluster == k ? place->count : 0.0;
}

// Expected entropy, in bits, after one more item of a kind. Most clusters have no record of most items, and what such
// an item says for them does not depend on the item; so only those with a record are touched per item.
double expected_bits(const Catalogue& known, const Settings& settings, const std::vector<double>& now, ItemKind kind) {
  std::vector<double> silent(known.clusters.size());  // P(k|E) P(o|k) / π_o without a record
  double silent_sum = now.back();
  double silent_log = x_ln_x(now.back());
  for (ClusterIndex k = 0; k < silent.size(); ++k) {
    const CataloguedCluster& cluster = known.clusters[k];
    const bool technique = kind == ItemKind::technique;
    const double m = technique ? settings.m_T : settings.m_S;
    const double recorded = technique ? cluster.techniques : cluster.software;
    silent[k] = now[k] * m / (recorded + m);
    silent_sum += silent[k];
    silent_log += x_ln_x(silent[k]);
  }
  double expected = 0.0;
  double mass = 0.0;
  for (ItemIndex item = 0; item < known.kind.size(); ++item) {
    if (known.kind[item] != kind) continue;
    double sum = silent_sum;
    double log_sum = silent_log;
    for (const Posting& posting : known.family[known.parent[item]]) {
      const ClusterIndex k = posting.cluster;
      const double w = now[k] * ratio(known, settings, item, k, posting.count, count_of(known.postings[item], k));
      sum += w - silent[k];
      log_sum += x_ln_x(w) - x_ln_x(silent[k]);
    }
    const double nats = std::log(sum) - log_sum / sum;  // H = ln Σw - Σ w ln w / Σw
    expected += known.share[item] * sum * nats;
    mass += known.share[item] * sum;
  }
  return mass > 0.0 ? expected / mass / std::log(2.0) : entropy_bits(now);
}

// With the item's truth known: genuine with chance q' = q r / (q r + 1 - q), r = Σ_h P(h|E without it) P(e|h) / π(e).
double expected_bits_of_truth(const Scene& scene, const std::vector<double>& now, std::size_t at) {
  Kept kept = all_pieces(scene);
  kept[at] = 0;
  const std::vector<double> without = plain_shares(scene, kept);
  const Piece& piece = scene.pieces[at];
  double ratio = without.back();
  for (std::size_t k = 0; k < piece.before.size(); ++k) ratio += without[k] * std::exp(piece.before[k]);
  const double genuine = piece.quality * ratio / (piece.quality * ratio + 1.0 - piece.quality);
  return genuine * entropy_bits(now) + (1.0 - genuine) * entropy_bits(without);
}

}  // namespace

std::vector<Finding> findings(const Scene& scene) {
  const std::vector<double> now = plain_shares(scene, all_pieces(scene));
  const double bits = entropy_bits(now);
  std::vector<Finding> result;
  for (const ItemKind kind : {ItemKind::software, ItemKind::technique}) {
    result.push_back({kind, std::nullopt, bits - expected_bits(scene.background->counts, scene.settings(), now, kind)});
  }
  for (std::size_t at = 0; at < scene.pieces.size(); ++at) {
    const ItemKind kind = scene.pieces[at].family == Family::software ? ItemKind::software : ItemKind::technique;
    result.push_back({kind, at, bits - expected_bits_of_truth(scene, now, at)});
  }
  for (Finding& finding : result) finding.bits = std::max(0.0, finding.bits);
  std::stable_sort(result.begin(), result.end(), [](const Finding& a, const Finding& b) { return a.bits > b.bits; });
  return result;
}

}  // namespace whence
