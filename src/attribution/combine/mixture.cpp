#include "attribution/combine/mixture.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "prob/shares.h"

namespace whence {
std::vector<double> framed(const Scene& scene, const Folded& folded, std::optional<ClusterIndex> leader) {
  const Catalogue& known = scene.background->counts;
  const std::size_t targets = scene.settings().framing_targets;
  std::vector<ClusterIndex> order(known.clusters.size());
  std::iota(order.begin(), order.end(), ClusterIndex{0});
  std::stable_sort(order.begin(), order.end(), [&](ClusterIndex a, ClusterIndex b) {
    return known.clusters[a].reports > known.clusters[b].reports;
  });
  order.resize(std::min(order.size(), targets));
  if (leader && std::find(order.begin(), order.end(), *leader) == order.end()) order.push_back(*leader);

  const std::size_t hypotheses = known.clusters.size() + 1;
  std::vector<std::vector<double>> ratio(scene.pieces.size());  // exp w_e(h)
  for (std::size_t e = 0; e < ratio.size(); ++e) {
    for (const double nats : folded.pieces[e].weight) ratio[e].push_back(std::exp(nats));
  }
  double fame = 0.0;
  for (const ClusterIndex t : order) fame += known.clusters[t].reports;
  std::vector<double> sum(hypotheses, 0.0);
  std::vector<double> product(hypotheses);
  for (const ClusterIndex t : order) {
    std::fill(product.begin(), product.end(), known.clusters[t].reports / fame);
    for (std::size_t e = 0; e < ratio.size(); ++e) {
      const double fake = scene.pieces[e].fake;
      for (std::size_t h = 0; h < hypotheses; ++h) product[h] *= (1.0 - fake) * ratio[e][h] + fake * ratio[e][t];
    }
    for (std::size_t h = 0; h < hypotheses; ++h) sum[h] += product[h];
  }
  for (std::size_t h = 0; h < hypotheses; ++h) {
    sum[h] = order.empty() ? -std::numeric_limits<double>::infinity() : std::log(sum[h]) + folded.joint[h];
  }
  return sum;
}

Mixed mixed(const ClusterPrior& prior, const std::vector<double>& total, const std::vector<double>& framed,
            double phi) {
  const std::size_t hypotheses = prior.log_share.size();
  std::vector<double> plain(hypotheses);
  for (std::size_t h = 0; h < hypotheses; ++h) {
    plain[h] = prior.log_share[h] + total[h];
  }
  if (phi <= 0.0) return {shares(plain), 0.0, {}};
  std::vector<double> planted(hypotheses);
  std::vector<double> both(hypotheses);
  for (std::size_t h = 0; h < hypotheses; ++h) {
    planted[h] = prior.log_share[h] + framed[h];
    both[h] = log_sum_exp(std::vector<double>{std::log1p(-phi) + plain[h], std::log(phi) + planted[h]});
  }
  const double z = log_sum_exp(both);
  return {shares(both), std::exp(std::log(phi) + log_sum_exp(planted) - z), shares(planted)};
}

std::optional<ClusterIndex> leading_cluster(const ClusterPrior& prior, const std::vector<double>& total) {
  std::optional<ClusterIndex> best;
  for (ClusterIndex k = 0; k + 1 < total.size(); ++k) {
    if (!best || prior.log_share[k] + total[k] > prior.log_share[*best] + total[*best]) best = k;
  }
  return best;
}

}  // namespace whence
