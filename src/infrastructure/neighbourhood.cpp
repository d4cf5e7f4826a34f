#include "infrastructure/neighbourhood.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace whence {
namespace {

constexpr std::size_t most_inherited = 3;  // address, range, AS

class Walk {
 public:
  explicit Walk(const ObjectGraph& graph) : graph_(graph), settings_(*graph.settings) {}

  Neighbourhood from(const std::vector<std::size_t>& seeds) {
    for (const std::size_t seed : seeds) {
      seeds_.insert(seed);
      reach(seed, 0);
    }
    for (std::size_t at = 0; at < result_.nodes.size(); ++at) look_at(at);
    return std::move(result_);
  }

 private:
  bool is_node(std::size_t object) const { return !graph_.objects[object].carried || seeds_.contains(object); }

  std::size_t reach(std::size_t object, std::size_t hop) {
    const auto [found, fresh] = place_.try_emplace(object, result_.nodes.size());
    if (!fresh) return found->second;
    if (result_.nodes.size() >= settings_.nodes) {
      result_.full = true;
      place_.erase(found);
      return no_object;
    }
    result_.nodes.push_back({object, hop});
    return found->second;
  }

  void look_at(std::size_t at) {
    const NearNode node = result_.nodes[at];
    const bool last = node.hop >= settings_.hops;
    std::vector<std::size_t> values;
    carry(at, node.object, {}, no_object, 0, last, values);
    // The rarest first: should the nodes become too many, those tied by it are there.
    std::stable_sort(values.begin(), values.end(), [&](std::size_t a, std::size_t b) {
      return graph_.objects[a].holders() < graph_.objects[b].holders();
    });
    for (const std::size_t value : values) spread(value, node.hop, last);
    if (!seeds_.contains(node.object) && graph_.objects[node.object].holders() > settings_.carriers) {
      ++result_.not_followed;
      return;
    }
    for (const std::size_t fact : graph_.objects[node.object].facts_of_it) {
      looked_up(graph_.facts[fact], node.hop, last);
    }
  }

  // Somebody has this seed, or names this object.
  void looked_up(const Fact& fact, std::size_t hop, bool last) {
    if (!is_node(fact.subject)) return spread(fact.subject, hop, last);
    if (!last) reach(fact.subject, hop + 1);
    if (const auto a = place_.find(fact.subject); a != place_.end()) {
      touch(a->second, fact, window_of(graph_.observations[fact.observation]));
    }
  }

  // Requires: the object is a node or may become one.
  void touch(std::size_t a, const Fact& fact, const Window& window) {
    const auto b = place_.find(fact.object);
    if (b == place_.end() || b->second == a || !touched_.emplace(a, &fact).second) return;
    result_.touches.push_back({a, b->second, fact.relation, fact.observation, window});
  }

  void carry(std::size_t at, std::size_t object, const Window& window, std::size_t through, std::size_t depth,
             bool last, std::vector<std::size_t>& values) {
    for (const std::size_t each : graph_.objects[object].facts) {
      const Fact& fact = graph_.facts[each];
      const auto when = both(window, window_of(graph_.observations[fact.observation]));
      if (!when) continue;
      if (is_node(fact.object)) {
        if (!last) reach(fact.object, result_.nodes[at].hop + 1);
        touch(at, fact, *when);
        continue;
      }
      std::vector<Carried>& carriers = result_.carried[fact.object];
      if (known(carriers, at, through, fact.observation)) continue;
      carriers.push_back({at, fact.relation, fact.observation, through, *when});
      values.push_back(fact.object);
      if (settings_.relations[fact.relation].inherits && depth < most_inherited) {
        carry(at, fact.object, *when, fact.object, depth + 1, last, values);
      }
    }
  }

  // Carriers come node by node, so that those of one stand at the end.
  static bool known(const std::vector<Carried>& carriers, std::size_t at, std::size_t through,
                    std::size_t observation) {
    for (auto other = carriers.rbegin(); other != carriers.rend() && other->node == at; ++other) {
      if (other->through == through && other->observation == observation) return true;
    }
    return false;
  }

  // Everybody who carries the value becomes a node, unless too many do; what carries an address that carries it, too.
  void spread(std::size_t value, std::size_t hop, bool last) {
    std::vector<std::size_t> values;
    if (!last) values.push_back(value);
    while (!values.empty()) {
      const std::size_t each = values.back();
      values.pop_back();
      if (!spread_.insert(each).second) continue;
      if (graph_.objects[each].holders() > settings_.carriers) {
        ++result_.not_followed;
        continue;
      }
      for (const std::size_t at : graph_.objects[each].facts_of_it) {
        const Fact& fact = graph_.facts[at];
        if (is_node(fact.subject)) {
          reach(fact.subject, hop + 1);
        } else if (settings_.relations[fact.relation].does == Does::carries) {
          values.push_back(fact.subject);
        }
      }
    }
  }

  const ObjectGraph& graph_;
  const TraceSettings& settings_;
  Neighbourhood result_;
  std::unordered_map<std::size_t, std::size_t> place_;
  std::unordered_set<std::size_t> seeds_, spread_;
  std::set<std::pair<std::size_t, const Fact*>> touched_;
};

}  // namespace

Neighbourhood neighbourhood(const ObjectGraph& graph, const std::vector<std::size_t>& seeds) {
  return Walk(graph).from(seeds);
}

}  // namespace whence
