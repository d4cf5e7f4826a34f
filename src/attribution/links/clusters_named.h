// Catalogued clusters by what people call them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "attribution/behaviour/catalogue.h"

namespace whence {

// By id, name or alias, letters' case ignored; absent if unknown, if two groups bear the name, or if the group is not
// among the clusters.
std::optional<ClusterIndex> cluster_named(const Knowledge& known, const Catalogue& counts, std::string_view text);

// The knowledge id of a cluster: "G0065". Requires: k is one of the clusters.
std::string cluster_id(const Knowledge& known, const Catalogue& counts, ClusterIndex k);

}  // namespace whence
