#include "infrastructure/trace.h"

#include <algorithm>
#include <set>

#include "infrastructure/control.h"
#include "infrastructure/intermediaries.h"
#include "infrastructure/links.h"
#include "infrastructure/neighbourhood.h"

namespace whence {
namespace {

bool is_relay(const ObjectGraph& graph, const std::string& text) {
  const Said* const said = graph.said_of(text);
  return said != nullptr && said->relay();
}

// The relation by which a case uses a relay; null if the tables have none.
const Relation* relay_relation(const TraceSettings& settings) {
  for (const Relation& relation : settings.relations) {
    if (relation.does == Does::carries && settings.objects[relation.sharing].relay) return &relation;
  }
  return nullptr;
}

// Seeds as objects. Those that are relays become what one node, the case, has used.
std::vector<std::size_t> seed_objects(ObjectGraph& graph, const TraceInput& input, const TraceSettings& settings,
                                      const NameObject& name) {
  std::vector<std::size_t> seeds;
  std::set<std::size_t> known;
  const Relation* uses = relay_relation(settings);
  for (const TraceSeed& seed : input.seeds) {
    ObjectName named = name(seed.text, seed.kind);
    const bool relay = uses != nullptr && is_relay(graph, named.text);
    const std::size_t value = graph.add(named);
    const std::size_t object = relay ? graph.add({input.name, "case", {}, true, false}) : value;
    if (relay) {
      graph.objects[value].carried = true;
      graph.objects[object].facts.push_back(graph.facts.size());
      graph.objects[value].facts_of_it.push_back(graph.facts.size());
      graph.facts.push_back(
          {object, value, static_cast<std::size_t>(uses - settings.relations.data()), graph.observations.size()});
      Observation used;
      used.subject = input.name;
      used.relation = uses->id;
      used.object = named.text;
      used.from = seed.seen.from;
      used.to = seed.seen.to;
      used.source = "the case";
      graph.observations.push_back(std::move(used));
    }
    if (known.insert(object).second) seeds.push_back(object);
  }
  return seeds;
}

// Seeds, then by falling lower end of p (p itself where it is exact), then by p; the place of each in the
// neighbourhood.
std::vector<std::size_t> order(const Neighbourhood& near, const Control& control, const ObjectGraph& graph) {
  std::vector<std::size_t> places(near.nodes.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  const auto seed = [&](std::size_t i) { return near.nodes[i].hop == 0; };
  std::stable_sort(places.begin(), places.end(), [&](std::size_t x, std::size_t y) {
    if (seed(x) != seed(y)) return seed(x);
    if (seed(x)) return false;
    if (control.range[x].low != control.range[y].low) return control.range[x].low > control.range[y].low;
    if (control.p[x] != control.p[y]) return control.p[x] > control.p[y];
    return graph.objects[near.nodes[x].object].text < graph.objects[near.nodes[y].object].text;
  });
  return places;
}

// "tor-exit", where an observation says that it is one.
std::string stated_class(const ObjectGraph& graph, std::size_t object) {
  const Said* said = graph.said_of(object);
  return said == nullptr || said->sharing == nullptr ? "" : said->sharing->id;
}

std::vector<OnRecord> on_record(const ObjectGraph& graph, std::size_t object) {
  std::vector<OnRecord> result;
  const Said* said = graph.said_of(object);
  if (said == nullptr) return result;
  for (const std::size_t at : said->records) {
    result.push_back({graph.observations[at].object, graph.observations[at].source});
  }
  return result;
}

void add_nodes(Trace& result, const ObjectGraph& graph, const Neighbourhood& near, const Control& control) {
  const std::vector<std::size_t> places = order(near, control, graph);
  std::vector<std::size_t> now(places.size());
  for (std::size_t at = 0; at < places.size(); ++at) {
    const std::size_t i = places[at];
    now[i] = at;
    const NetworkObject& object = graph.objects[near.nodes[i].object];
    TraceNode node{
        object.text,       object.kind,          near.nodes[i].hop == 0 ? TraceRole::seed : TraceRole::candidate,
        control.p[i],      control.range[i].low, control.range[i].high,
        near.nodes[i].hop, object.seen_as,       on_record(graph, near.nodes[i].object)};
    node.stated_as = stated_class(graph, near.nodes[i].object);
    result.nodes.push_back(std::move(node));
  }
  for (TraceLink& link : result.links) {
    link.a = now[link.a];
    link.b = now[link.b];
  }
  std::stable_sort(result.links.begin(), result.links.end(), [](const TraceLink& x, const TraceLink& y) {
    if (x.not_counted.empty() != y.not_counted.empty()) return x.not_counted.empty();
    return x.ratio > y.ratio;
  });
  for (const Intermediary& relay : result.intermediaries) {
    const bool there = std::any_of(result.nodes.begin(), result.nodes.end(),
                                   [&](const TraceNode& node) { return node.id == relay.id; });
    if (!there) result.nodes.push_back({relay.id, relay.relay_class, TraceRole::relay, 0.0, 0.0, 0.0, 1, {}});
  }
}

}  // namespace

Trace trace(TraceInput input, const TraceSettings& settings, const NameObject& name) {
  ObjectGraph graph = object_graph(std::move(input.observations), input.window, settings, name);
  graph.tell(input.holders);
  const std::vector<std::size_t> seeds = seed_objects(graph, input, settings, name);
  const Neighbourhood near = neighbourhood(graph, seeds);
  Trace result;
  result.name = input.name;
  result.links = links(graph, near);
  const Control control = common_control(near, result.links, settings);
  result.method = control.method;
  result.converged = control.converged;
  result.intermediaries = intermediaries(graph, near);
  result.pivots = next_pivots(graph, near, result.links, input.pivots);
  add_nodes(result, graph, near, control);
  result.counts = graph.counts;
  result.counts.not_followed = near.not_followed;
  result.counts.full = near.full;
  result.oddities = std::move(graph.oddities);
  return result;
}

}  // namespace whence
