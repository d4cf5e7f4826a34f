#include "attribution/combine/runs.h"

#include <algorithm>
#include <map>

namespace whence {
namespace {

void add_runs(Runs& result, const Scene& scene, const Folded& folded, std::optional<std::size_t> origin_out) {
  const Settings& settings = scene.settings();
  const std::vector<ClusterPrior>& priors = scene.priors;
  std::map<std::optional<ClusterIndex>, std::vector<double>> by_leader;
  for (std::size_t prior = 0; prior < priors.size(); ++prior) {
    const auto leader = leading_cluster(priors[prior], folded.total);
    std::vector<double>& planted = by_leader[leader];
    if (planted.empty()) planted = framed(scene, folded, leader);
    std::vector<double> chances = {settings.phi, settings.phi_low, settings.phi_high};
    for (std::size_t i = 0; i < chances.size(); ++i) {
      if (std::find(chances.begin(), chances.begin() + static_cast<std::ptrdiff_t>(i), chances[i]) !=
          chances.begin() + static_cast<std::ptrdiff_t>(i)) {
        continue;
      }
      result.runs.push_back({prior, chances[i], origin_out, mixed(priors[prior], folded.total, planted, chances[i])});
    }
  }
}

}  // namespace

Runs all_runs(const Scene& scene, bool leave_out) {
  Runs result{fold(scene, all_pieces(scene)), {}};
  add_runs(result, scene, result.folded, std::nullopt);
  for (std::size_t origin = 0; leave_out && origin < scene.origins.size(); ++origin) {
    add_runs(result, scene, fold(scene, without_origin(scene, origin)), origin);
  }
  return result;
}

Extremes extremes(const Runs& runs, const std::vector<std::size_t>& hypotheses) {
  Extremes result;
  for (const Run& run : runs.runs) {
    double sum = 0.0;
    for (const std::size_t h : hypotheses) sum += run.mixed.share[h];
    result.include(sum);
  }
  return result;
}

}  // namespace whence
