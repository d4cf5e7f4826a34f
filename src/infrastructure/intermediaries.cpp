#include "infrastructure/intermediaries.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "infrastructure/links.h"

namespace whence {
namespace {

struct Use {
  std::size_t times = 0, at_the_time = 0;
};

// What an intermediary is and who used it.
struct Subject {
  std::string text;
  const Said* said = nullptr;
  ValueSays says;
  Window when;
  std::vector<std::string> used_by;
};

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

class Reader {
 public:
  Reader(const ObjectGraph& graph, const Neighbourhood& near) : graph_(graph), near_(near) {}

  std::vector<Intermediary> all() const {
    std::vector<Subject> subjects;
    for (const auto& [value, carriers] : near_.carried) {
      const ValueSays says = value_says(graph_, value, graph_.settings->relations[carriers.front().relation]);
      if (says.sharing->relay) subjects.push_back(used(value, carriers, says));
    }
    for (const NearNode& node : near_.nodes) {
      const Said* said = graph_.said_of(node.object);
      if (near_.carried.contains(node.object) || said == nullptr || !said->relay()) continue;
      subjects.push_back({graph_.objects[node.object].text, said, by_class(*said), {}, {}});
    }
    add_providers(subjects);
    std::vector<Intermediary> list;
    list.reserve(subjects.size());
    for (const Subject& subject : subjects) list.push_back(read(subject));
    return list;
  }

 private:
  // Requires: a class is stated that is a relay's; no relation adds anything to it.
  ValueSays by_class(const Said& said) const { return value_says(graph_, &said, graph_.settings->relations.front()); }

  Subject used(std::size_t value, const std::vector<Carried>& carriers, const ValueSays& says) const {
    Subject subject{graph_.objects[value].text, graph_.said_of(value), says, carriers.front().window, {}};
    for (const Carried& each : carriers) {
      subject.when = hull(subject.when, each.window);
      add_once(subject.used_by, graph_.objects[near_.nodes[each.node].object].text);
    }
    return subject;
  }

  // Contractors and fronts that are said to provide what is there already, each once; they may have providers too.
  void add_providers(std::vector<Subject>& subjects) const {
    std::map<std::string, std::size_t> places;
    for (std::size_t at = 0; at < subjects.size(); ++at) places.emplace(subjects[at].text, at);
    for (std::size_t at = 0; at < subjects.size(); ++at) {
      if (subjects[at].said == nullptr) continue;
      for (const Said::By& by : subjects[at].said->providers) {
        const Said* provider = graph_.said_of(by.text);
        if (provider == nullptr || !provider->relay()) continue;
        const auto [place, fresh] = places.try_emplace(by.text, subjects.size());
        if (fresh) subjects.push_back({by.text, provider, by_class(*provider), subjects[at].when, {}});
        if (place->second != at) add_once(subjects[place->second].used_by, subjects[at].text);
      }
    }
  }

  Intermediary read(const Subject& subject) const {
    Intermediary relay;
    relay.id = subject.text;
    relay.relay_class = subject.says.sharing->id;
    if (const auto texts = graph_.settings->relays.find(relay.relay_class); texts != graph_.settings->relays.end()) {
      relay.hides = texts->second.hides;
      relay.says = texts->second.says;
      relay.reveals = texts->second.reveals;
    }
    relay.share = subject.says.share;
    relay.ratio = sharing_ratio(*subject.says.sharing, subject.says.share, 0.0);
    relay.used_by = subject.used_by;
    if (subject.said != nullptr) add_clients(relay, *subject.said, subject.when);
    relay.about = relay.providers.empty() ? "who ran it: nothing on record" : "who ran it: " + relay.providers.front();
    relay.still_says = {about_user(relay), about_provider(relay), about_tasker(relay)};
    return relay;
  }

  bool clients_task(const SharedObject* sharing) const {
    if (sharing == nullptr) return false;
    const auto texts = graph_.settings->relays.find(sharing->id);
    return texts != graph_.settings->relays.end() && texts->second.clients_task;
  }

  void add_clients(Intermediary& relay, const Said& said, const Window& when) const {
    std::set<std::string> providers;
    for (const Said::By& by : said.providers) {
      const Observation& seen = graph_.observations[by.observation];
      if (!providers.insert(by.text).second) continue;
      relay.providers.push_back(seen.source.empty() ? seen.object : fmt::format("{} ({})", seen.object, seen.source));
    }
    relay.provider_right = providers.empty() ? 0.0 : graph_.settings->right / static_cast<double>(providers.size());
    spread(relay, said, graph_.settings->right, when);
    if (!said.clients.empty()) return;
    for (const std::string& provider : providers) {
      if (const Said* of = graph_.said_of(provider); of != nullptr) spread(relay, *of, relay.provider_right, when);
    }
  }

  // P(client) = P(R = provider) · (1 - unlisted) · uses / Σ uses, over those seen there at the time.
  void spread(Intermediary& relay, const Said& whose, double right, const Window& when) const {
    std::map<std::string, Use> uses;
    std::size_t all = 0;
    for (const std::size_t at : whose.clients) {
      Use& use = uses[graph_.observations[at].object];
      ++use.times;
      if (days_between(window_of(graph_.observations[at]), when) != 0) continue;
      ++use.at_the_time;
      ++all;
    }
    for (const auto& [name, use] : uses) {
      RelayClient client{name, clients_task(whose.sharing), 0.0, 0.0, use.times, {}};
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

  // Those clients that gave orders, or those that came through; the most that is said for one of them.
  static std::size_t clients_of(const Intermediary& relay, bool task, double& nats) {
    std::size_t number = 0;
    for (const RelayClient& client : relay.clients) {
      if (client.tasks != task || !client.not_counted.empty()) continue;
      nats = std::max(nats, client.nats);
      ++number;
    }
    return number;
  }

  static RelaySays about_user(const Intermediary& relay) {
    double ignored = 0.0;
    RelaySays says{"operator", std::log(relay.ratio), "that two who used it are one"};
    if (const std::size_t clients = clients_of(relay, false, ignored); clients != 0) {
      says.words += fmt::format("; less for {} on record", clients == 1 ? "its client" : "each of its clients");
    }
    return says;
  }

  // As any object that is on record as somebody's: ln[1 + right (Λ - 1)].
  RelaySays about_provider(const Intermediary& relay) const {
    if (relay.providers.empty()) return {"provider", 0.0, "nobody on record"};
    std::string names;
    for (const std::string& name : relay.providers) names += (names.empty() ? "" : ", ") + name;
    return {"provider", std::log1p(relay.provider_right * (graph_.settings->control_ratio - 1.0)), names};
  }

  static RelaySays about_tasker(const Intermediary& relay) {
    double nats = 0.0;
    const std::size_t clients = clients_of(relay, true, nats);
    if (clients == 0) return {"tasker", 0.0, "only who used it leads there"};
    return {"tasker", nats, fmt::format("for {} on record", clients == 1 ? "its client" : "each of its clients")};
  }

  const ObjectGraph& graph_;
  const Neighbourhood& near_;
};

}  // namespace

std::vector<Intermediary> intermediaries(const ObjectGraph& graph, const Neighbourhood& near) {
  return Reader(graph, near).all();
}

}  // namespace whence
