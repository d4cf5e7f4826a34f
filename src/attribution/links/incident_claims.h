// What is said of the incident itself: who did it, for whom. It never touches the shares of clusters; above them it
// weighs the ways. docs/model.md 2.9, 3.
#pragma once

#include <string_view>

#include "attribution/links/ladder.h"

namespace whence {

// The child of claims on the incident itself.
inline constexpr std::string_view this_incident = "this incident";

class SaidOfIncident {
 public:
  // Claims of the ladder's belief. `ladder` and `settings` must outlive it.
  SaidOfIncident(const Ladder& ladder, const LinkSettings& settings);

  // Σ over origins of what they say for a way up from a cluster, nats: a claim that names what the way has counts
  // whole, one that is right only in the state, or in the cluster but not in its state, counts as one that names the
  // state.
  double nats(std::string_view cluster, const Path& path) const;

 private:
  const LinkSettings& settings_;
  LinkClaims claims_;
};

}  // namespace whence
