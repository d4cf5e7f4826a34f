#include "evaluation/sponsor_labels.h"

namespace whence {

StateShares state_shares(const std::vector<double>& share, const std::vector<std::optional<std::string>>& labels,
                         double step_unknown) {
  StateShares states{{std::nullopt, 1.0}};
  for (std::size_t k = 0; k < labels.size(); ++k) {
    if (!labels[k]) continue;
    states[labels[k]] += (1.0 - step_unknown) * share[k];
    states[std::nullopt] -= (1.0 - step_unknown) * share[k];
  }
  return states;
}

std::vector<std::optional<std::string>> sponsor_labels(const Knowledge& known, const Catalogue& counts) {
  std::vector<std::optional<std::string>> labels;
  for (const CataloguedCluster& cluster : counts.clusters) {
    const auto label = known.label(cluster.group);
    labels.push_back(label ? std::optional<std::string>(label->state) : std::nullopt);
  }
  return labels;
}

}  // namespace whence
