#include "attribution/ways.h"

#include <algorithm>
#include <map>

#include "attribution/clusters_named.h"
#include "attribution/states.h"

namespace whence {
namespace {

StateWeights weights_in(const Judgement& judgement, const Run& run) {
  if (judgement.scene.bearings.items.empty()) return {};
  StateView view;
  view.phi = run.phi;
  view.leave_out = run.origin_out.has_value();
  if (run.origin_out) view.without = judgement.scene.origins[*run.origin_out].name;
  return state_weights(judgement.scene, judgement.incident, view);
}

std::string_view end_of(const Path& path) { return path.body == own_account ? own_account : path.state; }

// By state, its own account, and "" for nobody named: how much more a way that ends there weighs. Empty: all alike.
using Factors = std::map<std::string, double, std::less<>>;

Factors factors(const std::vector<Parent>& before, const std::vector<Parent>& after) {
  Factors result;
  double rest_before = 1.0;
  double rest_after = 1.0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    rest_before -= before[i].share;
    rest_after -= after[i].share;
    result[before[i].id] = before[i].share > 0.0 ? after[i].share / before[i].share : 1.0;
  }
  result[""] = rest_before > 0.0 ? rest_after / rest_before : 1.0;
  return result;
}

}  // namespace

std::vector<std::vector<Parent>> Ways::parents(Level level) const {
  std::vector<std::vector<Parent>> result;
  result.reserve(paths.size());
  for (const auto& of_cluster : paths) result.push_back(parents_on(of_cluster, level, ladder));
  return result;
}

std::string cluster_id(const Judgement& judgement, std::size_t k) {
  return cluster_id(judgement.known, judgement.counts(), static_cast<ClusterIndex>(k));
}

Ways ways_up(const Judgement& judgement, const Belief& belief) {
  Ways result{
      Ladder(judgement.background.links, judgement.background.link_settings, judgement.priors.responsibility, belief),
      {}};
  for (std::size_t k = 0; k + 1 < judgement.hypotheses(); ++k) {
    result.paths.push_back(result.ladder.paths(cluster_id(judgement, k)));
  }
  return result;
}

std::vector<Parent> carried_up(const Judgement& judgement, const Run& run, const Ways& ways, Level level) {
  const StateWeights weights = weights_in(judgement, run);
  const std::vector<double>& share = run.mixed.share;
  if (weights.nats.empty()) return carried_up(share, ways.parents(level));
  const std::vector<Parent> before = carried_up(share, ways.parents(Level::sponsor));
  std::vector<Parent> after = before;
  tilt(after, weights, judgement.priors.facts);
  if (level == Level::sponsor) return after;
  const Factors factor = factors(before, after);
  std::vector<std::vector<Path>> weighted = ways.paths;
  for (auto& of_cluster : weighted) {
    for (Path& path : of_cluster) path.share *= factor.find(end_of(path))->second;
  }
  return carried_up(share, Ways{ways.ladder, std::move(weighted)}.parents(level));
}

}  // namespace whence
