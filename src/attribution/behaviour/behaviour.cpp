#include "attribution/behaviour/behaviour.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string>

#include <fmt/format.h>

#include "prob/shares.h"

namespace whence {

Result<BehaviourModel> behaviour_model(const std::vector<FeatureWeight>& weights) {
  BehaviourModel model;
  std::set<std::string> parts;
  for (const FeatureWeight& row : weights) {
    if (row.model == "novelty") {
      const auto name = std::find(novelty_names.begin(), novelty_names.end(), row.feature);
      if (name != novelty_names.end()) {
        model.novelty[static_cast<std::size_t>(name - novelty_names.begin())] = {row.mean, row.scale, row.weight};
        continue;
      }
    } else if (const auto feature = feature_named(row.feature)) {
      parts.insert(row.model);
      model.slope[static_cast<std::size_t>(*feature)] += row.weight / row.scale;
      continue;
    }
    return Error{Code::malformed,
                 fmt::format("data/priors/behaviour-weights.tsv: '{}' of '{}' is no feature of this version",
                             row.feature, row.model)};
  }
  model.parts = parts.size();
  for (double& slope : model.slope) slope /= std::max(1.0, static_cast<double>(model.parts));
  return model;
}

std::vector<double> log_known_shares(const BehaviourModel& model, const BehaviourFeatures& features) {
  std::vector<double> score(features.size());
  for (std::size_t k = 0; k < score.size(); ++k) {
    score[k] = std::inner_product(model.slope.begin(), model.slope.end(), features[k].begin(), 0.0);
  }
  const double sum = log_sum_exp(score);
  for (double& nats : score) nats -= sum;
  return score;
}

NoveltyVector novelty_vector(const Compared& compared, const std::vector<double>& log_known) {
  std::vector<double> p(log_known.size());
  double nats = 0.0;  // of entropy
  for (std::size_t k = 0; k < p.size(); ++k) {
    p[k] = std::exp(log_known[k]);
    nats -= p[k] * log_known[k];
  }
  const auto leader = static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
  const double most = p.size() > 1 ? std::log(static_cast<double>(p.size())) : 1.0;
  const auto value = [&](std::size_t k, BehaviourFeature feature) {
    return compared.features[k][static_cast<std::size_t>(feature)];
  };
  double reported = 0.0;
  for (std::size_t k = 0; k < p.size(); ++k) reported += p[k] * value(k, BehaviourFeature::reports);
  const NoveltyFeatures& own = compared.novelty;
  return {1.0,
          own.size,
          own.unseen,
          own.exclusive,
          own.nearest,
          nats / most,
          value(leader, BehaviourFeature::age),
          own.unseen * reported};
}

double novelty_weight(const BehaviourModel& model, const NoveltyVector& x) {
  double nats = 0.0;
  for (std::size_t i = 1; i < novelty_count; ++i) {
    nats += model.novelty[i].weight * (x[i] - model.novelty[i].mean) / model.novelty[i].scale;
  }
  return nats;
}

}  // namespace whence
