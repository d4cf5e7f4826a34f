#include "attribution/links/above.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "attribution/links/assertions.h"
#include "attribution/links/incident_claims.h"

namespace whence {
namespace {

Posterior nothing_at(Level level) {
  Posterior posterior;
  posterior.level = level;
  return posterior;
}

// Shares by parent, then nobody we know.
Posterior named(Level level, const std::vector<Parent>& parents, const std::vector<double>& base,
                const std::vector<Extremes>& range) {
  Posterior posterior = nothing_at(level);
  for (std::size_t i = 0; i < parents.size(); ++i) {
    posterior.shares.push_back(ranged({level, parents[i].id, parents[i].name}, base[i], range[i]));
  }
  posterior.shares.push_back(ranged({level, std::nullopt, "nobody we know"}, base.back(), range.back()));
  std::stable_sort(posterior.shares.begin(), posterior.shares.end(),
                   [](const Share& a, const Share& b) { return a.probability > b.probability; });
  return posterior;
}

// Shares of the same parents in another order; who is not among them is nobody we know.
std::vector<double> in_order_of(const std::vector<Parent>& parents, const Ascent& other,
                                const std::vector<double>& shares) {
  std::vector<double> result(parents.size() + 1);
  result.back() = 1.0;
  for (std::size_t i = 0; i < parents.size(); ++i) {
    for (std::size_t j = 0; j < other.parents().size(); ++j) {
      if (other.parents()[j].id == parents[i].id) result[i] = shares[j];
    }
    result.back() -= result[i];
  }
  return result;
}

void add_new(LinkClaims& to, const LinkClaims& claims) {
  for (const LinkClaim* claim : claims) {
    if (std::find(to.begin(), to.end(), claim) == to.end()) to.push_back(claim);
  }
}

}  // namespace

Above::Above(const Judgement& judgement) : judgement_(judgement) {
  const std::vector<double>& share = judgement.runs.share();
  for (std::size_t k = 0; k + 1 < share.size(); ++k) {
    if (share[k] >= judgement.settings().links_from) told_.push_back(k);
  }
  for (const Run& run : judgement.runs.runs) {
    if (!weights_.contains(view_of(run))) weights_.emplace(view_of(run), weights_in(judgement, run));
  }
}

const StateWeights& Above::weights(const Run& run) const { return weights_.at(view_of(run)); }

const Ways& Above::ways(const Belief& belief) {
  const std::pair key{belief.official,
                      std::set<std::string>(belief.without_origins.begin(), belief.without_origins.end())};
  auto place = ways_.find(key);
  if (place == ways_.end()) place = ways_.emplace(key, ways_up(judgement_, belief)).first;
  return place->second;
}

LinkClaims Above::claims(const Ways& all) const {
  LinkClaims result = all.ladder.claims_on(this_incident);
  for (const std::size_t k : told_) {
    const LinkClaims own = all.ladder.claims_on(cluster_id(judgement_, k));
    add_new(result, own);
    for (const LinkClaim* claim : standing_on_operators(own)) {
      add_new(result, all.ladder.claims_on(claim->parent));
    }
  }
  return result;
}

std::vector<const Ways*> Above::one_origin_out(const Ways& all) {
  std::set<std::string> origins;
  for (const LinkClaim* claim : claims(all)) origins.insert(claim->origin);
  std::vector<const Ways*> result;
  for (const std::string& origin : origins) result.push_back(&ways({true, {origin}}));
  return result;
}

Posterior Above::posterior(Level level, const Ways& all, const std::vector<const Ways*>& less) const {
  const Run& first = judgement_.runs.runs.front();
  const Ascent up(judgement_, all, weights(first), level);
  if (up.parents().empty()) return nothing_at(level);
  const std::vector<double> base = up.shares(first.mixed.share);
  std::vector<Extremes> range(base.size());
  const auto widen = [&](const std::vector<double>& shares) {
    for (std::size_t i = 0; i < range.size(); ++i) range[i].include(shares[i]);
  };
  std::map<View, Ascent> ascents;
  for (const auto& [view, weights] : weights_) ascents.emplace(view, Ascent(judgement_, all, weights, level));
  for (const Run& run : judgement_.runs.runs) widen(ascents.at(view_of(run)).shares(run.mixed.share));
  for (const Ways* each : less) {
    const Ascent then(judgement_, *each, weights(first), level);
    widen(in_order_of(up.parents(), then, then.shares(first.mixed.share)));
  }
  return named(level, up.parents(), base, range);
}

LinkClaims Above::told(const Ways& all, bool official) const {
  LinkClaims result;
  const auto add = [&](const LinkClaims& claims) {
    for (const LinkClaim* claim : standing_on_states(claims)) {
      if (claim->official == official) result.push_back(claim);
    }
  };
  add(all.ladder.claims_on(this_incident));
  for (const std::size_t k : told_) {
    const LinkClaims own = all.ladder.claims_on(cluster_id(judgement_, k));
    add(own);
    for (const LinkClaim* claim : standing_on_operators(own)) add(all.ladder.claims_on(claim->parent));
  }
  return result;
}

std::string Above::asserted(const Ways& all, const std::string& parent) const {
  LinkClaims names;
  const auto add = [&](LinkClaims claims) {
    std::erase_if(claims, [&](const LinkClaim* claim) {
      return claim->denies || (claim->parent != parent && claim->state != parent);
    });
    add_new(names, claims);
  };
  add(all.ladder.claims_on(this_incident));
  for (const std::size_t k : told_) {
    const LinkClaims own = all.ladder.claims_on(cluster_id(judgement_, k));
    const LinkClaims operators = standing_on_operators(own);
    add(operators);
    add(standing_on_states(own));
    add(standing_on_bodies(own));
    for (const LinkClaim* claim : operators) {
      add(standing_on_states(all.ladder.claims_on(claim->parent)));
      add(standing_on_bodies(all.ladder.claims_on(claim->parent)));
    }
  }
  const std::string by = asserted_by(names);
  return by.empty() ? "as asserted for clusters of little share" : "as asserted by " + by;
}

}  // namespace whence
