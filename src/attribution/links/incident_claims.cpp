#include "attribution/links/incident_claims.h"

#include <algorithm>
#include <map>
#include <string>

namespace whence {
namespace {

bool names(const LinkClaim& claim, std::string_view cluster, const Path& path) {
  switch (claim.level) {
    case Level::cluster:  // with the state, where the claim names one
      return claim.parent == cluster && (claim.state.empty() || claim.state == path.state);
    case Level::operator_:
      return claim.parent == path.firm;
    case Level::organisation:
      return claim.parent == path.body;
    case Level::sponsor:
      return claim.parent == path.state;
  }
  return false;
}

}  // namespace

SaidOfIncident::SaidOfIncident(const Ladder& ladder, const LinkSettings& settings) : settings_(settings) {
  const LinkClaims all = ladder.claims_on(this_incident);
  for (const LinkClaims& standing : {standing_on(all, Level::cluster), standing_on_operators(all),
                                     standing_on_bodies(all), standing_on_states(all)}) {
    for (const LinkClaim* claim : standing) {
      if (std::find(claims_.begin(), claims_.end(), claim) == claims_.end()) claims_.push_back(claim);
    }
  }
}

double SaidOfIncident::nats(std::string_view cluster, const Path& path) const {
  std::map<std::string_view, std::vector<Vote>> speaks_for, speaks_against;  // by origin
  for (const LinkClaim* claim : claims_) {
    Vote vote = vote_of(*claim, "", settings_);
    if (!names(*claim, cluster, path)) {
      const bool right_state = !claim->state.empty() && claim->state == path.state;
      const bool right_cluster = claim->level == Level::cluster && claim->parent == cluster;
      if (claim->denies || claim->nats <= 0.0 || (!right_state && !right_cluster)) continue;
      vote.nats *= claim->state_nats / claim->nats;
    }
    (claim->denies ? speaks_against : speaks_for)[claim->origin].push_back(std::move(vote));
  }
  double sum = 0.0;
  for (const auto& [origin, votes] : speaks_for) sum += of_origin(votes, settings_);
  for (const auto& [origin, votes] : speaks_against) sum -= of_origin(votes, settings_);
  return sum;
}

}  // namespace whence
