#include "attribution/links/ways.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "attribution/links/clusters_named.h"
#include "attribution/links/incident_claims.h"

namespace whence {
namespace {

// Where a way ends on a level; empty: nobody named.
const std::string& end_on(const Path& path, Level level) {
  static const std::string own(own_account);
  if (level == Level::operator_) return path.firm;
  if (level == Level::organisation || path.body == own_account) return path.body;
  return path.state;
}

// Every state at which some way ends.
std::vector<std::string> states_named(const Ways& ways) {
  std::set<std::string> states;
  for (const auto& paths : ways.paths) {
    for (const Path& path : paths) {
      if (!path.state.empty()) states.insert(path.state);
    }
  }
  return {states.begin(), states.end()};
}

}  // namespace

std::string cluster_id(const Judgement& judgement, std::size_t k) {
  return cluster_id(judgement.known, judgement.counts(), static_cast<ClusterIndex>(k));
}

Ways ways_up(const Judgement& judgement, const Belief& belief) {
  Ways result{
      Ladder(judgement.links, judgement.background.link_settings, judgement.priors.responsibility, belief), {}, {}};
  const SaidOfIncident said(result.ladder, judgement.background.link_settings);
  for (std::size_t k = 0; k < judgement.hypotheses(); ++k) {
    const std::string child = judgement.is_cluster(k) ? cluster_id(judgement, k) : std::string(this_incident);
    result.paths.push_back(result.ladder.paths(child));
    result.said.emplace_back();
    for (const Path& path : result.paths.back()) {
      result.said.back().push_back(judgement.is_cluster(k) ? said.nats(child, path) : 0.0);
    }
  }
  return result;
}

StateWeights weights_in(const Judgement& judgement, const Run& run) {
  if (judgement.scene.bearings.items.empty()) return {};
  StateView view;
  view.phi = run.phi;
  view.leave_out = run.origin_out.has_value();
  if (run.origin_out) view.without = judgement.scene.origins[*run.origin_out].name;
  return state_weights(judgement.scene, judgement.incident, view);
}

std::size_t Ascent::place_of(const std::string& id, const Ladder& ladder) {
  const auto found = std::find_if(parents_.begin(), parents_.end(), [&](const Parent& each) { return each.id == id; });
  if (found != parents_.end()) return static_cast<std::size_t>(found - parents_.begin());
  parents_.push_back({id, ladder.name_of(id), 0.0});
  return parents_.size() - 1;
}

Ascent::Ascent(const Judgement& judgement, const Ways& ways, const StateWeights& weights, Level level) {
  const double of_others = weights.of_others(states_named(ways), judgement.priors.facts);
  constexpr std::size_t nobody = static_cast<std::size_t>(-1);
  for (std::size_t k = 0; k < ways.paths.size(); ++k) {
    std::vector<Step>& steps = steps_.emplace_back();
    for (std::size_t at = 0; at < ways.paths[k].size(); ++at) {
      const Path& path = ways.paths[k][at];
      const double tilt = path.body == own_account ? 1.0
                          : path.state.empty()     ? of_others
                                                   : std::exp(weights.of(path.state));
      const double weight = path.share * tilt * std::exp(ways.said[k][at]);
      const std::string& end = end_on(path, level);
      steps.push_back({end.empty() ? nobody : place_of(end, ways.ladder), weight});
    }
    if (steps.empty()) steps.push_back({nobody, of_others});
  }
  for (std::vector<Step>& steps : steps_) {
    for (Step& step : steps) step.parent = std::min(step.parent, parents_.size());
  }
}

std::vector<double> Ascent::shares(const std::vector<double>& share) const {
  std::vector<double> result(parents_.size() + 1);
  double sum = 0.0;
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    for (const Step& step : steps_[k]) {
      result[step.parent] += share[k] * step.weight;
      sum += share[k] * step.weight;
    }
  }
  for (double& each : result) each /= sum;
  return result;
}

}  // namespace whence
