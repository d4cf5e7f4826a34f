#include "infrastructure/control.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "infrastructure/links.h"
#include "prob/binary_field.h"

namespace whence {

Control common_control(const Neighbourhood& near, const std::vector<TraceLink>& links, const TraceSettings& settings) {
  std::map<std::pair<std::size_t, std::size_t>, double> ratios;
  for (const TraceLink& link : links) {
    if (link.not_counted.empty()) ratios.try_emplace({link.a, link.b}, 1.0).first->second *= link.ratio;
  }
  BinaryField field;
  for (const NearNode& node : near.nodes) field.prior.push_back(node.hop == 0 ? 1.0 : settings.prior);
  for (const auto& [pair, ratio] : ratios) {
    field.ties.push_back({pair.first, pair.second, ratio, (1.0 - settings.kappa) + settings.kappa * ratio});
  }
  Control control;
  if (auto exact = marginals_by_elimination(field, settings.width)) {
    control.method = "exact";
    control.p = std::move(*exact);
    for (const double p : control.p) control.range.push_back({p, p});
    return control;
  }
  Propagation loopy = marginals_by_propagation(field, {settings.damping, settings.sweeps, settings.tolerance});
  control.method = "propagation";
  control.converged = loopy.converged;
  constexpr std::size_t bounds_width = 8;  // wider ones are hardly tighter and take many times as long
  control.range = marginal_bounds(field, std::min(settings.width, bounds_width));
  control.p = std::move(loopy.marginals);
  for (std::size_t i = 0; i < control.p.size(); ++i) {
    control.p[i] = std::clamp(control.p[i], control.range[i].low, control.range[i].high);
  }
  return control;
}

namespace {

constexpr int walks = 60;  // .85^60 is below 1e-4

// Nodes first, values behind them.
struct Surf {
  struct Edge {
    std::size_t a = 0, b = 0;
    double weight = 0.0;
  };
  std::vector<Edge> edges;
  std::vector<double> out, restart;

  explicit Surf(std::size_t size) : out(size, 0.0), restart(size, 0.0) {}
  void join(std::size_t a, std::size_t b, double weight) {
    if (weight <= 0.0) return;
    edges.push_back({a, b, weight});
    out[a] += weight;
    out[b] += weight;
  }
  std::vector<double> ranks(double back) const {
    std::vector<double> rank = restart;
    for (int step = 0; step < walks; ++step) {
      std::vector<double> next(rank.size(), 0.0);
      for (const Edge& edge : edges) {
        next[edge.b] += rank[edge.a] * edge.weight / out[edge.a];
        next[edge.a] += rank[edge.b] * edge.weight / out[edge.b];
      }
      for (std::size_t i = 0; i < rank.size(); ++i) rank[i] = back * restart[i] + (1.0 - back) * next[i];
    }
    return rank;
  }
};

struct PivotValue {
  std::size_t object = 0, best = 0;  // best: the carrier nearest to the seeds
  double ratio = 1.0;
  std::size_t carriers = 0;
  bool offered = true;
};

std::vector<PivotValue> pivot_values(const ObjectGraph& graph, const Neighbourhood& near) {
  std::vector<PivotValue> values;
  for (const auto& [object, carriers] : near.carried) {
    const Relation& relation = graph.settings->relations[carriers.front().relation];
    const ValueSays says = value_says(graph, object, relation);
    PivotValue value{object, carriers.front().node, sharing_ratio(*says.sharing, says.share, 0.0), 0,
                     !says.sharing->relay};
    std::size_t last = no_object;
    for (const Carried& each : carriers) {
      if (each.node != last) ++value.carriers;
      last = each.node;
      if (near.nodes[each.node].hop < near.nodes[value.best].hop) value.best = each.node;
    }
    value.carriers = std::max(value.carriers, graph.objects[object].holders());
    values.push_back(value);
  }
  return values;
}

}  // namespace

std::vector<TracePivot> next_pivots(const ObjectGraph& graph, const Neighbourhood& near,
                                    const std::vector<TraceLink>& links, std::size_t most) {
  const std::vector<PivotValue> values = pivot_values(graph, near);
  Surf surf(near.nodes.size() + values.size());
  double seeds = 0.0;
  for (std::size_t i = 0; i < near.nodes.size(); ++i) seeds += near.nodes[i].hop == 0 ? 1.0 : 0.0;
  for (std::size_t i = 0; i < near.nodes.size(); ++i) surf.restart[i] = near.nodes[i].hop == 0 ? 1.0 / seeds : 0.0;
  for (std::size_t v = 0; v < values.size(); ++v) {
    const double weight = std::log(values[v].ratio) / static_cast<double>(values[v].carriers);
    std::size_t last = no_object;
    for (const Carried& each : near.carried.at(values[v].object)) {
      if (each.node != last) surf.join(each.node, near.nodes.size() + v, weight);
      last = each.node;
    }
  }
  for (const TraceLink& link : links) {
    if (!link.via.empty()) continue;
    const auto carriers = static_cast<double>(std::max<std::size_t>(1, link.carriers));
    surf.join(link.a, link.b, std::log(link.ratio) / carriers);
  }
  const std::vector<double> rank = surf.ranks(graph.settings->restart);
  std::vector<TracePivot> pivots;
  for (std::size_t v = 0; v < values.size(); ++v) {
    const PivotValue& value = values[v];
    if (!value.offered || value.carriers > graph.settings->carriers) continue;
    const NetworkObject& object = graph.objects[value.object];
    pivots.push_back({object.text, object.kind,
                      fmt::format("what else has it? {} has; of each further one: LR {:.1f}",
                                  graph.objects[near.nodes[value.best].object].text, value.ratio),
                      rank[near.nodes.size() + v]});
  }
  std::stable_sort(pivots.begin(), pivots.end(), [](const auto& x, const auto& y) { return x.score > y.score; });
  if (pivots.size() > most) pivots.resize(most);
  return pivots;
}

}  // namespace whence
