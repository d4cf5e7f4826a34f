#include "attribution/infrastructure.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "attribution/clusters_named.h"
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

void relay(Bearing& bearing, const Evidence& evidence, const SharedObject& object, const StatedSettings& settings,
           const Knowledge& known, const Catalogue& counts, std::string& unused) {
  const std::size_t users = std::max(evidence.more.holders, evidence.more.clients.size());
  const double f = evidence.more.holders == 0
                       ? object.f
                       : std::min(0.99, static_cast<double>(users) /
                                            std::max(settings.tracked_clusters, static_cast<double>(users + 1)));
  const double ratio = sharing_ratio(object, f);
  Ties ties;
  for (const std::string& client : evidence.more.clients) {
    const auto k = cluster_named(known, counts, client);
    if (!k) {
      unused = fmt::format("client '{}' is not one cluster of the catalogue", client);
      return;
    }
    keep_strongest(ties, cluster_id(known, counts, *k), std::log1p(settings.assignment_right * (ratio - 1.0)));
  }
  bearing.role = Role::relayed;
  bearing.leans = leans_of(ties);
  bearing.note = fmt::format("bears on who relayed (sharing it: x{})", times(ratio));
}

void stated_tie(Bearing& bearing, Ties& ties, const Evidence& evidence, const std::vector<SharedObject>& objects,
                const StatedSettings& settings, const Knowledge& known, const Catalogue& counts, std::string& unused) {
  if (evidence.more.cluster.empty()) return;
  const auto k = cluster_named(known, counts, evidence.more.cluster);
  if (!k) {
    unused = fmt::format("'{}' is not one cluster of the catalogue", evidence.more.cluster);
    return;
  }
  double control = 1.0;
  bearing.note = "the same object is on record";
  if (!evidence.more.shared.empty()) {
    const SharedObject* object = shared_object_named(objects, evidence.more.shared);
    if (object == nullptr) {
      unused = fmt::format("what is shared, '{}', is no row of data/priors/shared-objects.tsv", evidence.more.shared);
      return;
    }
    const double ratio = sharing_ratio(*object, object->f);
    control = control_by_sharing(ratio, settings);
    bearing.note = fmt::format("shares a {}: common control {:.2f}", object->id, control);
  }
  keep_strongest(ties, cluster_id(known, counts, *k), control_weight(control, settings.assignment_right, settings));
}

}  // namespace

double control_weight(double control, double right, const StatedSettings& settings) {
  return std::log1p(control * right * (settings.control_ratio - 1.0));
}

double control_by_sharing(double ratio, const StatedSettings& settings) {
  const double pi = settings.pivot_prior;
  return pi * ratio / (1.0 - pi + pi * ratio);
}

Bearing infrastructure_bearing(const Evidence& evidence, const std::vector<Traced>& traced,
                               const std::vector<SharedObject>& objects, const StatedSettings& settings,
                               const Knowledge& known, const Catalogue& counts, std::string& unused) {
  Bearing bearing;
  bearing.evidence = evidence.id;
  bearing.family = "infrastructure";
  bearing.role = evidence.role;
  bearing.level = Level::cluster;
  if (!evidence.via.empty() || evidence.role == Role::relayed) {
    if (const SharedObject* object = shared_object_named(objects, evidence.via); object != nullptr && object->relay) {
      relay(bearing, evidence, *object, settings, known, counts, unused);
    } else {
      unused = "an intermediary: bears on who carried the traffic, not on the operator";
    }
    return bearing;
  }
  Ties ties;
  stated_tie(bearing, ties, evidence, objects, settings, known, counts, unused);
  if (!unused.empty()) return bearing;
  for (const Traced& trace : traced) {
    for (const TracedLink& link : trace.links) {
      if (link.evidence != evidence.id.text || link.role == Role::relayed) continue;
      const auto k = cluster_named(known, counts, link.cluster);
      if (!k) continue;
      const double nats =
          control_weight(std::clamp(link.control, 0.0, 1.0), std::clamp(link.assignment, 0.0, 1.0), settings);
      if (ties.empty() || nats > std::max_element(ties.begin(), ties.end(), [](const auto& a, const auto& b) {
                                   return a.second < b.second;
                                 })->second) {
        bearing.note = link.reason;
      }
      keep_strongest(ties, cluster_id(known, counts, *k), nats);
    }
  }
  if (ties.empty()) unused = "no link from this indicator to a cluster on record";
  bearing.leans = leans_of(ties);
  return bearing;
}

}  // namespace whence
