#include "infrastructure/links.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace whence {
namespace {

// A link before it is known whether it counts.
struct Candidate {
  TraceLink link;
  std::size_t value = no_object;  // object that both carry
  std::size_t through_a = no_object, through_b = no_object;
  std::string nest;
};

class Linker {
 public:
  Linker(const ObjectGraph& graph, const Neighbourhood& near) : graph_(graph), near_(near) {}

  std::vector<TraceLink> all() {
    for (const auto& [value, carriers] : near_.carried) share(value, carriers);
    for (const Touch& touch : near_.touches) join(touch);
    if (graph_.settings->nested_once) count_once();
    std::vector<TraceLink> links;
    links.reserve(candidates_.size());
    for (Candidate& candidate : candidates_) links.push_back(std::move(candidate.link));
    return links;
  }

 private:
  std::size_t hop(std::size_t node) const { return near_.nodes[node].hop; }
  const Relation& relation(std::size_t at) const { return graph_.settings->relations[at]; }

  // Distinct subjects that have the value at a time that meets `when`; all of them where that would take long.
  std::size_t carriers_at(std::size_t value, const Window& when) const {
    const std::vector<std::size_t>& facts = graph_.objects[value].facts_of_it;
    const std::size_t holders = graph_.objects[value].holders();
    if (holders > graph_.settings->carriers || holders > facts.size()) return holders;
    std::set<std::size_t> subjects;
    for (const std::size_t each : facts) {
      const Fact& fact = graph_.facts[each];
      if (days_between(window_of(graph_.observations[fact.observation]), when) == 0) subjects.insert(fact.subject);
    }
    return subjects.size();
  }

  void weigh(TraceLink& link, std::size_t value, const Relation& what, const Window& when) const {
    const ValueSays says = value_says(graph_, value, what);
    link.carriers = carriers_at(value, when);
    link.share_stated = says.stated;
    link.share = says.share;
    if (!says.stated) {
      link.share = std::max(says.share, std::min(1.0, static_cast<double>(link.carriers) / what.reference));
    }
    link.ratio = sharing_ratio(*says.sharing, link.share, link.days_apart);
  }

  void describe(TraceLink& link, std::size_t value, const Relation& what, const Window& when,
                const Observation& seen) const {
    link.relation = what.id;
    link.words = what.words;
    if (value != no_object) {
      link.via = graph_.objects[value].text;
      link.via_kind = graph_.objects[value].kind;
    }
    link.from = when.from;
    link.to = when.to;
    link.source = seen.source;
  }

  // The carrier that `mine` is tied to: nearer to the seeds or earlier, of the nearest ones the closest in time.
  static const Carried* nearest(const Carried& mine, const std::vector<const Carried*>& nearer) {
    const Carried* best = nullptr;
    for (const Carried* other : nearer) {
      if (other->node == mine.node) continue;
      if (best == nullptr || days_between(mine.window, other->window) < days_between(mine.window, best->window)) {
        best = other;
      }
    }
    return best;
  }

  void share(std::size_t value, const std::vector<Carried>& carriers) {
    std::vector<const Carried*> nearest_hop;  // carriers of the least distance so far; nodes come in their order
    std::size_t least = no_object;
    for (const Carried& each : carriers) least = std::min(least, hop(each.node));
    std::map<std::size_t, Candidate> best;  // by node: of several times and ways, the one that says most
    for (const Carried& mine : carriers) {
      const Carried* other = hop(mine.node) == 0 ? nullptr : nearest(mine, nearest_hop);
      if (other != nullptr) keep(best, tied(value, mine, *other));
      if (hop(mine.node) == least) nearest_hop.push_back(&mine);
    }
    for (auto& [node, candidate] : best) candidates_.push_back(std::move(candidate));
  }

  static void keep(std::map<std::size_t, Candidate>& best, Candidate candidate) {
    const auto [there, fresh] = best.try_emplace(candidate.link.a, candidate);
    if (!fresh && candidate.link.ratio > there->second.link.ratio) there->second = std::move(candidate);
  }

  Candidate tied(std::size_t value, const Carried& mine, const Carried& other) const {
    Candidate candidate;
    candidate.value = value;
    candidate.through_a = mine.through;
    candidate.through_b = other.through;
    TraceLink& link = candidate.link;
    link.a = mine.node;
    link.b = other.node;
    link.days_apart = days_between(mine.window, other.window);
    const Window when = hull(mine.window, other.window);
    TraceLink second = link;
    weigh(link, value, relation(mine.relation), when);
    weigh(second, value, relation(other.relation), when);
    const bool mine_says_less = link.ratio <= second.ratio;
    if (!mine_says_less) link = second;
    const Relation& what = relation(mine_says_less ? mine.relation : other.relation);
    candidate.nest = what.nest;
    describe(link, value, what, when, graph_.observations[mine.observation]);
    return candidate;
  }

  void join(const Touch& touch) {
    Candidate candidate;
    TraceLink& link = candidate.link;
    const Relation& what = relation(touch.relation);
    link.a = touch.a;
    link.b = touch.b;
    const std::size_t object = near_.nodes[touch.b].object;
    weigh(link, object, what, touch.window);
    // What names very many others says as little of each of them.
    const double busy = static_cast<double>(graph_.objects[near_.nodes[touch.a].object].facts.size()) / what.reference;
    if (!link.share_stated && busy > link.share) {
      link.share = std::min(1.0, busy);
      link.ratio = sharing_ratio(*value_says(graph_, object, what).sharing, link.share, 0.0);
    }
    describe(link, no_object, what, touch.window, graph_.observations[touch.observation]);
    if (hop(link.a) < hop(link.b) || (hop(link.a) == hop(link.b) && link.a < link.b)) std::swap(link.a, link.b);
    candidate.nest = what.nest;
    candidates_.push_back(std::move(candidate));
  }

  bool carries(std::size_t node, std::size_t value) const {
    const auto found = near_.carried.find(value);
    return found != near_.carried.end() &&
           std::any_of(found->second.begin(), found->second.end(), [&](const auto& each) { return each.node == node; });
  }

  // Why the fact adds nothing to one that counts already; empty: it does.
  std::string told_by(const Candidate& fact, const Candidate& counted) const {
    if (fact.link.a != counted.link.a) return {};
    if (fact.nest != counted.nest) return {};
    if (fact.link.b == counted.link.b || (fact.value != no_object && carries(counted.link.b, fact.value))) {
      return fmt::format("of one nest with {}, which says more", counted.link.words);
    }
    return {};
  }

  // Two that share an address share all that it carries: one fact. Whatever that says more, it says of the address.
  void follow() {
    std::map<std::pair<std::size_t, std::size_t>, const TraceLink*> shared;  // by node and value
    for (const Candidate& each : candidates_) {
      if (each.value != no_object) shared.emplace(std::make_pair(each.link.a, each.value), &each.link);
    }
    for (Candidate& each : candidates_) {
      if (each.through_a == no_object || each.through_a != each.through_b) continue;
      const auto cause = shared.find({each.link.a, each.through_a});
      if (cause != shared.end()) each.link.not_counted = "follows from " + cause->second->words;
    }
  }

  void count_once() {
    follow();
    std::stable_sort(candidates_.begin(), candidates_.end(), [](const Candidate& x, const Candidate& y) {
      return std::make_tuple(x.link.a, -x.link.ratio) < std::make_tuple(y.link.a, -y.link.ratio);
    });
    std::vector<const Candidate*> counted;  // of the node at hand
    for (Candidate& candidate : candidates_) {
      if (!counted.empty() && counted.front()->link.a != candidate.link.a) counted.clear();
      for (const Candidate* other : counted) {
        if (!candidate.link.not_counted.empty()) break;
        candidate.link.not_counted = told_by(candidate, *other);
      }
      if (candidate.link.not_counted.empty()) counted.push_back(&candidate);
    }
  }

  const ObjectGraph& graph_;
  const Neighbourhood& near_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<TraceLink> links(const ObjectGraph& graph, const Neighbourhood& near) { return Linker(graph, near).all(); }

ValueSays value_says(const ObjectGraph& graph, std::size_t object, const Relation& relation) {
  return value_says(graph, graph.said_of(object), relation);
}

ValueSays value_says(const ObjectGraph& graph, const Said* said, const Relation& relation) {
  ValueSays says{&graph.settings->objects[relation.sharing], relation.least, false};
  if (said == nullptr) return says;
  if (said->sharing != nullptr) {
    says.sharing = said->sharing;
    says.share = std::max(said->sharing->f, says.sharing->relay ? 0.0 : relation.least);
    says.stated = said->sharing->relay;
  }
  if (says.sharing->relay && !said->clients.empty()) {
    std::set<std::string> clients;
    for (const std::size_t at : said->clients) clients.insert(graph.observations[at].object);
    const double tracked = std::max(graph.settings->tracked, static_cast<double>(clients.size()) + 1.0);
    says.share = std::max(says.share, static_cast<double>(clients.size()) / tracked);
  }
  if (said->share) {
    says.share = *said->share;
    says.stated = true;
  }
  return says;
}

}  // namespace whence
