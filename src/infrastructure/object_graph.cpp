#include "infrastructure/object_graph.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/address.h"
#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t most_oddities = 10;

std::optional<double> number_in(std::string_view text) {
  double value = 0.0;
  text = trim(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "12/40", "0.12" or "12%".
std::optional<double> share_in(std::string_view text) {
  std::optional<double> share;
  if (const std::size_t bar = text.find('/'); bar != std::string_view::npos) {
    const auto part = number_in(text.substr(0, bar));
    const auto whole = number_in(text.substr(bar + 1));
    if (part && whole && *whole > 0.0) share = *part / *whole;
  } else if (text.ends_with('%')) {
    share = number_in(text.substr(0, text.size() - 1));
    if (share) *share /= 100.0;
  } else {
    share = number_in(text);
  }
  if (!share || !(*share > 0.0) || *share > 1.0) return std::nullopt;
  return share;
}

class Builder {
 public:
  Builder(ObjectGraph& graph, const NameObject& name) : graph_(graph), name_(name) {}

  void take(std::size_t at) {
    const Observation& seen = graph_.observations[at];
    const std::size_t relation = relation_of(seen.relation);
    if (relation == no_object) {
      ++graph_.counts.unknown_relation;
      return odd(seen, fmt::format("relation '{}' is unknown; data/infrastructure/relations.tsv lists those known",
                                   visible(std::string_view(seen.relation).substr(0, 60))));
    }
    const Relation& what = graph_.settings->relations[relation];
    if (what.does == Does::notes) return;
    ++graph_.counts.used;
    if (what.does == Does::carries || what.does == Does::touches) return fact(at, relation, what);
    const std::string subject = name_(seen.subject, {}).text;
    if (const auto range = parse_range(subject)) graph_.range_bits.insert(range->bits);
    Said& said = graph_.said[subject];
    if (what.does == Does::provider) said.providers.push_back({at, name_(seen.object, {}).text});
    if (what.does == Does::client) said.clients.push_back(at);
    if (what.does == Does::record) said.records.push_back(at);
    if (what.does == Does::kind) {
      said.sharing = shared_object_named(graph_.settings->objects, seen.object);
      if (said.sharing == nullptr) unusable(seen, "is no class of data/priors/shared-objects.tsv");
    }
    if (what.does == Does::share) {
      const auto share = share_in(seen.object);
      if (!share) return unusable(seen, "is no share; write 12/40, 0.12 or 12%");
      said.share = std::max(*share, said.share.value_or(0.0));
    }
  }

 private:
  void odd(const Observation& seen, std::string what) {
    if (graph_.oddities.size() < most_oddities) {
      graph_.oddities.push_back({fmt::format("{}:{}", seen.file, seen.line), std::move(what)});
    }
  }
  void unusable(const Observation& seen, std::string_view why) {
    --graph_.counts.used;
    odd(seen, fmt::format("'{}' {}", visible(std::string_view(seen.object).substr(0, 60)), why));
  }
  std::size_t relation_of(const std::string& name) {
    const auto [found, fresh] = relations_.try_emplace(name, no_object);
    if (fresh) {
      if (const Relation* relation = graph_.settings->relation(name); relation != nullptr) {
        found->second = static_cast<std::size_t>(relation - graph_.settings->relations.data());
      }
    }
    return found->second;
  }
  void fact(std::size_t at, std::size_t relation, const Relation& what) {
    const std::size_t subject = graph_.add(name_(graph_.observations[at].subject, {}));
    const std::size_t object = graph_.add(name_(graph_.observations[at].object, what.object_kind));
    if (subject == object) return;
    graph_.objects[subject].facts.push_back(graph_.facts.size());
    graph_.objects[object].facts_of_it.push_back(graph_.facts.size());
    graph_.objects[object].carried = graph_.objects[object].carried || what.does == Does::carries;
    graph_.facts.push_back({subject, object, relation, at});
  }

  ObjectGraph& graph_;
  const NameObject& name_;
  std::unordered_map<std::string, std::size_t> relations_;
};

}  // namespace

std::string object_key(const ObjectName& name) { return name.apart ? name.text + '\n' + name.kind : name.text; }

Window window_of(const Observation& observation) {
  const auto& from = observation.from ? observation.from : observation.to;
  const auto& to = observation.to ? observation.to : observation.from;
  if (!from) return {};
  return {std::min(*from, *to), std::max(*from, *to)};
}

int days_between(const Window& a, const Window& b) {
  if (!a.known() || !b.known()) return 0;
  const auto gap = std::max(*a.from - *b.to, *b.from - *a.to);
  return std::max(0, static_cast<int>(gap.count()));
}

Window hull(const Window& a, const Window& b) {
  if (!a.known() || !b.known()) return {};
  return {std::min(*a.from, *b.from), std::max(*a.to, *b.to)};
}

std::optional<Window> both(const Window& a, const Window& b) {
  if (!a.known()) return b;
  if (!b.known()) return a;
  if (days_between(a, b) != 0) return std::nullopt;
  return Window{std::max(*a.from, *b.from), std::min(*a.to, *b.to)};
}

std::size_t ObjectGraph::find(const ObjectName& name) const {
  const auto found = by_name_.find(object_key(name));
  return found == by_name_.end() ? no_object : found->second;
}

std::size_t ObjectGraph::add(const ObjectName& name) {
  const auto [found, fresh] = by_name_.try_emplace(object_key(name), objects.size());
  if (fresh) objects.push_back({name.text, name.kind, {}, {}, {}, false, name.stated});
  NetworkObject& object = objects[found->second];
  if (name.stated && !object.stated) {
    object.kind = name.kind;
    object.stated = true;
  }
  if (!name.seen_as.empty()) {
    std::vector<std::string>& names = object.seen_as;
    if (names.size() < most_oddities && std::find(names.begin(), names.end(), name.seen_as) == names.end()) {
      names.push_back(name.seen_as);
    }
  }
  return found->second;
}

const Said* ObjectGraph::said_of(const std::string& text) const {
  if (const auto found = said.find(text); found != said.end()) return &found->second;
  const auto address = range_bits.empty() ? std::nullopt : parse_address(text);
  if (!address) return nullptr;
  for (const unsigned bits : range_bits) {
    if (const auto found = said.find(range_text({first_of(*address, bits), bits})); found != said.end())
      return &found->second;
  }
  return nullptr;
}

void ObjectGraph::tell(const std::map<std::string, std::size_t>& holders) {
  for (const auto& [key, number] : holders) {
    if (const auto found = by_name_.find(key); found != by_name_.end()) objects[found->second].told = number;
  }
}

ObjectGraph object_graph(std::vector<Observation> observations, const Window& window, const TraceSettings& settings,
                         const NameObject& name) {
  ObjectGraph graph;
  graph.settings = &settings;
  graph.observations = std::move(observations);
  graph.counts.observations = graph.observations.size();
  Builder builder(graph, name);
  for (std::size_t at = 0; at < graph.observations.size(); ++at) {
    if (days_between(window_of(graph.observations[at]), window) != 0) {
      ++graph.counts.outside_window;
    } else {
      builder.take(at);
    }
  }
  return graph;
}

}  // namespace whence
