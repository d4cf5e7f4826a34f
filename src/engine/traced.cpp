// From a trace to what it says of clusters.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>

#include "attribution/weigh.h"
#include "engine/trace.h"

namespace whence {
namespace {

class Reader {
 public:
  Reader(const Trace& trace, const Case& incident, const NameObject& name) : trace_(trace) {
    for (const Evidence& item : incident.evidence) {
      if (item.kind == EvidenceKind::indicator && item.passage.empty()) {
        items_.emplace(name(item.value, {}).text, item.id.text);
      }
    }
  }

  Traced all() const {
    Traced result{"whence trace " + trace_.name, {}};
    for (std::size_t at = 0; at < trace_.nodes.size(); ++at) objects(at, result);
    for (const Intermediary& relay : trace_.intermediaries) relays(relay, result);
    return result;
  }

 private:
  std::optional<std::string> item_of(const std::string& object) const {
    const auto place = items_.find(object);
    return place == items_.end() ? std::nullopt : std::optional(place->second);
  }

  // Along the strongest links to a seed.
  struct Way {
    std::size_t seed = 0;
    std::string words;  // of the first link; empty for a seed itself
  };
  Way way_to_seed(std::size_t node) const {
    Way way{node, ""};
    std::set<std::size_t> been;
    while (trace_.nodes[way.seed].role != TraceRole::seed && been.insert(way.seed).second) {
      const TraceLink* best = nullptr;
      for (const TraceLink& link : trace_.links) {
        if (link.a != way.seed || !link.not_counted.empty()) continue;
        if (best == nullptr || link.ratio > best->ratio) best = &link;
      }
      if (best == nullptr) break;
      if (way.words.empty()) way.words = best->words;
      way.seed = best->b;
    }
    return way;
  }

  void objects(std::size_t at, Traced& result) const {
    const TraceNode& node = trace_.nodes[at];
    if (node.role == TraceRole::relay || node.on_record.empty()) return;
    const Way way = way_to_seed(at);
    const auto item = item_of(trace_.nodes[way.seed].id);
    if (!item) return;
    const double p = trace_.method == "exact" ? node.p : node.low;
    for (const OnRecord& record : node.on_record) {
      TracedLink link;
      link.evidence = *item;
      link.cluster = record.as;
      link.control = p;
      link.reason =
          fmt::format("{}{}: common control {:.2f}{}", node.id, record.source.empty() ? "" : " (" + record.source + ")",
                      p, way.words.empty() ? "" : ", by " + way.words);
      result.links.push_back(std::move(link));
    }
  }

  void relays(const Intermediary& relay, Traced& result) const {
    const auto item = item_of(relay.id);
    if (!item) return;
    TracedLink link;
    link.evidence = *item;
    link.role = Role::relayed;
    link.relay = relay.relay_class;
    link.reason = "a relay: " + relay.about;
    if (relay.clients.empty()) result.links.push_back(link);
    for (const RelayClient& client : relay.clients) {
      link.cluster = client.name;
      link.nats = client.not_counted.empty() ? client.nats : 0.0;
      result.links.push_back(link);
    }
  }

  const Trace& trace_;
  std::map<std::string, std::string> items_;  // by object: id of the first item that holds it
};

}  // namespace

Result<Traced> traced_of(const Data& data, const Trace& trace, const Case& incident) {
  WHENCE_TRY(const NameObject name, object_names(data));
  return Reader(trace, numbered(incident), name).all();
}

}  // namespace whence
