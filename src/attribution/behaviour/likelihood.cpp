#include "attribution/behaviour/likelihood.h"

#include <cmath>

namespace whence {

std::vector<double> technique_weights(const Catalogue& known, const Settings& settings, ItemIndex technique) {
  const ItemIndex parent = known.parent[technique];
  const double pi_t = known.share[technique];
  const double pi_p = known.family_share[parent];
  const bool parent_only = technique == parent;
  std::vector<double> c_p(known.clusters.size(), 0.0);
  std::vector<double> c_t(known.clusters.size(), 0.0);
  for (const Posting& posting : known.family[parent]) c_p[posting.cluster] = posting.count;
  for (const Posting& posting : known.postings[technique]) c_t[posting.cluster] = posting.count;

  std::vector<double> weights(known.clusters.size());
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const double of_parent = (c_p[k] + settings.m_T * pi_p) / (known.clusters[k].techniques + settings.m_T) / pi_p;
    const double of_child = (c_t[k] + settings.b * pi_t / pi_p) / (c_p[k] + settings.b) / (pi_t / pi_p);
    weights[k] = std::log(parent_only ? of_parent : of_parent * of_child);
  }
  return weights;
}

std::vector<double> software_weights(const Catalogue& known, const Settings& settings, ItemIndex software,
                                     double leak) {
  const double pi = known.share[software];
  std::vector<double> count(known.clusters.size(), 0.0);
  for (const Posting& posting : known.postings[software]) count[posting.cluster] = posting.count;
  std::vector<double> weights(known.clusters.size());
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const double recorded = known.clusters[k].software;
    if (recorded <= 0.0) continue;
    const double ratio = (count[k] + settings.m_S * pi) / (recorded + settings.m_S) / pi;
    weights[k] = settings.lambda_S * std::log((1.0 - leak) * ratio + leak);
  }
  return weights;
}

}  // namespace whence
