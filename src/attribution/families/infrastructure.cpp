#include "attribution/families/infrastructure.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "attribution/links/clusters_named.h"
#include "base/text.h"

namespace whence {
namespace {

// The strongest tie to each cluster: facts about one object are nested, so they are not added up.
using Ties = std::map<std::string, double>;

void keep_strongest(Ties& ties, const std::string& cluster, double nats) {
  double& best = ties.try_emplace(cluster, nats).first->second;
  best = std::max(best, nats);
}

std::vector<Lean> leans_of(const Ties& ties) {
  std::vector<Lean> leans;
  for (const auto& [cluster, nats] : ties) leans.push_back({cluster, nats});
  return leans;
}

std::string times(double ratio) { return fmt::format("{:.{}f}", ratio, ratio < 9.95 ? 1 : 0); }

// What traces found of one item.
std::vector<const TracedLink*> links_of(const Evidence& evidence, const std::vector<Traced>& traced, bool relayed) {
  std::vector<const TracedLink*> links;
  for (const Traced& trace : traced) {
    for (const TracedLink& link : trace.links) {
      if (link.evidence == evidence.id.text && (link.role == Role::relayed) == relayed) links.push_back(&link);
    }
  }
  return links;
}

// The relay that an item is, as the case says, else a trace; null if it is none that the tables know.
const SharedObject* relay_of(const Evidence& evidence, const OnNetwork& network) {
  const auto known = [&](const std::string& text) -> const SharedObject* {
    const SharedObject* object = shared_object_named(network.objects, text);
    return object != nullptr && object->relay ? object : nullptr;
  };
  if (!evidence.via.empty()) return known(evidence.via);
  for (const TracedLink* link : links_of(evidence, network.traced, true)) {
    if (const SharedObject* object = known(link->relay)) return object;
  }
  return nullptr;
}

void relay(Bearing& bearing, const Evidence& evidence, const SharedObject& object, const OnNetwork& network,
           std::string& unused) {
  const StatedSettings& settings = network.settings;
  const std::size_t users = std::max(evidence.more.holders, evidence.more.clients.size());
  const double f = evidence.more.holders == 0
                       ? object.f
                       : std::min(0.99, static_cast<double>(users) /
                                            std::max(settings.tracked_clusters, static_cast<double>(users + 1)));
  const double ratio = sharing_ratio(object, f);
  Ties ties;
  for (const std::string& client : evidence.more.clients) {
    const auto k = cluster_named(network.known, network.counts, client);
    if (!k) {
      unused = fmt::format("client '{}' is not one cluster of the catalogue", client);
      return;
    }
    keep_strongest(ties, cluster_id(network.known, network.counts, *k),
                   std::log1p(settings.assignment_right * (ratio - 1.0)));
  }
  std::size_t traced = 0;
  for (const TracedLink* link : links_of(evidence, network.traced, true)) {
    const auto k = cluster_named(network.known, network.counts, link->cluster);
    if (!k) continue;
    keep_strongest(ties, cluster_id(network.known, network.counts, *k), std::max(0.0, link->nats));
    ++traced;
  }
  bearing.role = Role::relayed;
  bearing.leans = leans_of(ties);
  bearing.note = fmt::format("bears on who relayed (sharing it: x{}){}", times(ratio),
                             traced == 0 ? "" : fmt::format("; {} of its clients by a trace", traced));
}

void stated_tie(Bearing& bearing, Ties& ties, const Evidence& evidence, const OnNetwork& network, std::string& unused) {
  if (evidence.more.cluster.empty()) return;
  const auto k = cluster_named(network.known, network.counts, evidence.more.cluster);
  if (!k) {
    unused = fmt::format("'{}' is not one cluster of the catalogue", evidence.more.cluster);
    return;
  }
  double control = 1.0;
  bearing.note = "the same object is on record";
  if (!evidence.more.shared.empty()) {
    const SharedObject* object = shared_object_named(network.objects, evidence.more.shared);
    if (object == nullptr) {
      unused = fmt::format("what is shared, '{}', is no row of data/priors/shared-objects.tsv", evidence.more.shared);
      return;
    }
    control = control_by_sharing(sharing_ratio(*object, object->f), network.settings);
    bearing.note = fmt::format("shares a {}: common control {:.2f}", object->id, control);
  }
  keep_strongest(ties, cluster_id(network.known, network.counts, *k),
                 control_weight(control, network.settings.assignment_right, network.settings));
}

void traced_ties(Bearing& bearing, Ties& ties, const Evidence& evidence, const OnNetwork& network) {
  double most = 0.0;
  for (const auto& [cluster, nats] : ties) most = std::max(most, nats);
  for (const TracedLink* link : links_of(evidence, network.traced, false)) {
    const auto k = cluster_named(network.known, network.counts, link->cluster);
    if (!k) continue;
    const double nats =
        control_weight(std::clamp(link->control, 0.0, 1.0), std::clamp(link->assignment, 0.0, 1.0), network.settings);
    if (nats > most) {
      bearing.note = link->reason;
      most = nats;
    }
    keep_strongest(ties, cluster_id(network.known, network.counts, *k), nats);
  }
}

}  // namespace

double control_weight(double control, double right, const StatedSettings& settings) {
  return std::log1p(control * right * (settings.control_ratio - 1.0));
}

double control_by_sharing(double ratio, const StatedSettings& settings) {
  const double pi = settings.pivot_prior;
  return pi * ratio / (1.0 - pi + pi * ratio);
}

Bearing infrastructure_bearing(const Evidence& evidence, const OnNetwork& network, std::string& unused) {
  Bearing bearing;
  bearing.evidence = evidence.id;
  bearing.family = "infrastructure";
  bearing.role = evidence.role;
  bearing.level = Level::cluster;
  if (const SharedObject* object = relay_of(evidence, network)) {
    relay(bearing, evidence, *object, network, unused);
    return bearing;
  }
  if (!evidence.via.empty() || evidence.role == Role::relayed || !links_of(evidence, network.traced, true).empty()) {
    unused = "an intermediary: bears on who carried the traffic, not on the operator";
    return bearing;
  }
  Ties ties;
  stated_tie(bearing, ties, evidence, network, unused);
  if (!unused.empty()) return bearing;
  traced_ties(bearing, ties, evidence, network);
  if (ties.empty()) unused = "no link from this indicator to a cluster on record";
  bearing.leans = leans_of(ties);
  return bearing;
}

}  // namespace whence
