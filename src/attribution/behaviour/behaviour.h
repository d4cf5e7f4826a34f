// The learned behaviour score: how likely each catalogued cluster is, given an incident's techniques and software and
// that the actor is catalogued; and how much the incident looks like somebody new. Weights come from data/priors,
// fitted on earlier reports. docs/model.md 2.5.0.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "attribution/behaviour/features.h"
#include "base/result.h"
#include "model/priors.h"

namespace whence {

// What the novelty score looks at: size of the incident (ln n), software that no cluster is on record with, exclusive
// software, nearest past report; then of the clusters' shares: entropy in [0, 1], how long ago the leader was last
// reported, and unseen software times how much the likely clusters are reported.
inline constexpr std::size_t novelty_count = 8;
inline constexpr std::array<std::string_view, novelty_count> novelty_names = {
    "constant",       "size",    "unseen-software", "exclusive-software",
    "nearest-report", "entropy", "leader-age",      "unseen-though-well-known"};
using NoveltyVector = std::array<double, novelty_count>;

struct NoveltyTerm {
  double mean = 0.0, scale = 1.0, weight = 0.0;
};

struct BehaviourModel {
  std::size_t parts = 0;  // fitted apart; their scores are averaged
  // What a feature is multiplied by: the mean over parts of w / scale. What the means of features come to is the same
  // for every cluster and so cancels.
  std::array<double, feature_count> slope{};
  std::array<NoveltyTerm, novelty_count> novelty{};
};

// Rows whose model is "novelty" make the novelty score, every other name is one part. malformed for a feature that
// there is not.
Result<BehaviourModel> behaviour_model(const std::vector<FeatureWeight>& weights);

// ln P(k | E, known) by cluster: ln softmax_k of the mean over parts of Σ w (x - mean) / scale. Requires: a part and a
// cluster.
std::vector<double> log_known_shares(const BehaviourModel& model, const BehaviourFeatures& features);

NoveltyVector novelty_vector(const Compared& compared, const std::vector<double>& log_known);
// Nats for nobody we know against somebody in the catalogue: Σ w (x - mean) / scale without the constant, which is the
// prior's business.
double novelty_weight(const BehaviourModel& model, const NoveltyVector& x);

}  // namespace whence
