#include "infrastructure/intermediaries.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "infrastructure/links.h"

namespace whence {
namespace {

struct Use {
  std::size_t times = 0, at_the_time = 0;
};

class Reader {
 public:
  Reader(const ObjectGraph& graph, const Neighbourhood& near) : graph_(graph), near_(near) {}

  std::vector<Intermediary> all() const {
    std::vector<Intermediary> list;
    for (const auto& [value, carriers] : near_.carried) {
      const ValueSays says = value_says(graph_, value, graph_.settings->relations[carriers.front().relation]);
      if (says.sharing->relay) list.push_back(read(value, carriers, says));
    }
    for (const NearNode& node : near_.nodes) {
      if (!near_.carried.contains(node.object) && stated_relay(node.object)) {
        list.push_back(read(node.object, {}, value_says(graph_, node.object, graph_.settings->relations.front())));
      }
    }
    return list;
  }

 private:
  // A node of its own that an observation calls a relay: somebody else's traffic may have come from it.
  bool stated_relay(std::size_t object) const {
    const Said* said = graph_.said_of(object);
    return said != nullptr && said->sharing != nullptr && said->sharing->relay;
  }

  Intermediary read(std::size_t value, const std::vector<Carried>& carriers, const ValueSays& says) const {
    Intermediary relay;
    relay.id = graph_.objects[value].text;
    relay.relay_class = says.sharing->id;
    if (const auto texts = graph_.settings->relays.find(relay.relay_class); texts != graph_.settings->relays.end()) {
      relay.hides = texts->second.hides;
      relay.says = texts->second.says;
      relay.reveals = texts->second.reveals;
    }
    relay.share = says.share;
    relay.ratio = sharing_ratio(*says.sharing, says.share, 0.0);
    Window when = carriers.empty() ? Window{} : carriers.front().window;
    for (const Carried& each : carriers) {
      when = hull(when, each.window);
      const std::string& name = graph_.objects[near_.nodes[each.node].object].text;
      if (std::find(relay.used_by.begin(), relay.used_by.end(), name) == relay.used_by.end()) {
        relay.used_by.push_back(name);
      }
    }
    add_clients(relay, value, when);
    relay.about = relay.providers.empty() ? "who ran it: nothing on record" : "who ran it: " + relay.providers.front();
    return relay;
  }

  void add_clients(Intermediary& relay, std::size_t value, const Window& when) const {
    const Said* said = graph_.said_of(value);
    if (said == nullptr) return;
    std::vector<std::string> sources;  // texts whose clients count: the relay itself, or each provider named
    std::set<std::string> providers;
    for (const std::size_t at : said->providers) {
      const Observation& seen = graph_.observations[at];
      if (!providers.insert(lower(seen.object)).second) continue;
      relay.providers.push_back(seen.source.empty() ? seen.object : fmt::format("{} ({})", seen.object, seen.source));
    }
    relay.provider_right = providers.empty() ? 0.0 : graph_.settings->right / static_cast<double>(providers.size());
    spread(relay, said->clients, graph_.settings->right, when);
    if (!said->clients.empty()) return;
    for (const std::string& provider : providers) {
      const auto of = graph_.said.find(provider);
      if (of != graph_.said.end()) spread(relay, of->second.clients, relay.provider_right, when);
    }
  }

  // P(client) = P(R = provider) · (1 - unlisted) · uses / Σ uses, over those seen there at the time.
  void spread(Intermediary& relay, const std::vector<std::size_t>& statements, double right, const Window& when) const {
    std::map<std::string, Use> uses;
    std::size_t all = 0;
    for (const std::size_t at : statements) {
      Use& use = uses[graph_.observations[at].object];
      ++use.times;
      if (days_between(window_of(graph_.observations[at]), when) != 0) continue;
      ++use.at_the_time;
      ++all;
    }
    for (const auto& [name, use] : uses) {
      RelayClient client{name, 0.0, 0.0, use.times, {}};
      if (use.at_the_time == 0) {
        client.not_counted = "not seen there at that time";
      } else {
        client.share = right * (1.0 - graph_.settings->client_unlisted) * static_cast<double>(use.at_the_time) /
                       static_cast<double>(all);
        client.nats = std::log1p(right * (relay.ratio - 1.0));
        relay.unlisted -= client.share;
      }
      relay.clients.push_back(std::move(client));
    }
    std::stable_sort(relay.clients.begin(), relay.clients.end(),
                     [](const RelayClient& x, const RelayClient& y) { return x.share > y.share; });
  }

  const ObjectGraph& graph_;
  const Neighbourhood& near_;
};

}  // namespace

std::vector<Intermediary> intermediaries(const ObjectGraph& graph, const Neighbourhood& near) {
  return Reader(graph, near).all();
}

}  // namespace whence
