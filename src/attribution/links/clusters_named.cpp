#include "attribution/links/clusters_named.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace whence {

std::optional<ClusterIndex> cluster_named(const Knowledge& known, const Catalogue& counts, std::string_view text) {
  const std::string wanted = lower(trim(text));
  std::set<GroupIndex> meant;
  for (GroupIndex group = 0; group < known.groups().size(); ++group) {
    const Group& each = known.groups()[group];
    if (lower(each.id) == wanted || lower(each.name) == wanted) meant = {group};
    if (!meant.empty()) break;
  }
  for (const ActorName& name : known.names()) {
    if (!meant.empty() && lower(known.groups()[*meant.begin()].id) == wanted) break;
    if (lower(name.name) != wanted) continue;
    if (const auto group = known.group(name.actor)) meant.insert(*group);
  }
  if (meant.size() != 1) return std::nullopt;
  const auto place = std::lower_bound(counts.clusters.begin(), counts.clusters.end(), *meant.begin(),
                                      [](const CataloguedCluster& a, GroupIndex b) { return a.group < b; });
  if (place == counts.clusters.end() || place->group != *meant.begin()) return std::nullopt;
  return static_cast<ClusterIndex>(place - counts.clusters.begin());
}

std::string cluster_id(const Knowledge& known, const Catalogue& counts, ClusterIndex k) {
  return std::string(known.groups()[counts.clusters[k].group].id);
}

}  // namespace whence
