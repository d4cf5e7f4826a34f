#include "attribution/above.h"

#include <algorithm>
#include <set>

#include "attribution/assertions.h"

namespace whence {
namespace {

constexpr double worth_telling = 0.02;  // share of a cluster below which links on it are not counted

// The last range is that of nobody named.
void widen(std::vector<Extremes>& range, const std::vector<Parent>& base, const std::vector<Parent>& now) {
  double rest = 1.0;
  for (std::size_t i = 0; i < base.size(); ++i) {
    const auto place = std::find_if(now.begin(), now.end(), [&](const Parent& one) { return one.id == base[i].id; });
    const double share = place == now.end() ? 0.0 : place->share;
    range[i].include(share);
    rest -= share;
  }
  range.back().include(rest);
}

Posterior nothing_at(Level level) {
  Posterior posterior;
  posterior.level = level;
  return posterior;
}

Posterior named(Level level, const std::vector<Parent>& base, const std::vector<Extremes>& range) {
  Posterior posterior = nothing_at(level);
  double rest = 1.0;
  for (std::size_t i = 0; i < base.size(); ++i) {
    posterior.shares.push_back(ranged({level, base[i].id, base[i].name}, base[i].share, range[i]));
    rest -= base[i].share;
  }
  posterior.shares.push_back(ranged({level, std::nullopt, "nobody we know"}, rest, range.back()));
  std::stable_sort(posterior.shares.begin(), posterior.shares.end(),
                   [](const Share& a, const Share& b) { return a.probability > b.probability; });
  return posterior;
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
    if (share[k] >= worth_telling) told_.push_back(k);
  }
}

Ways Above::ways(const Belief& belief) const { return ways_up(judgement_, belief); }

LinkClaims Above::claims(const Ways& all) const {
  LinkClaims result;
  for (const std::size_t k : told_) {
    const LinkClaims own = all.ladder.claims_on(cluster_id(judgement_, k));
    add_new(result, own);
    for (const LinkClaim* claim : standing_on_operators(own)) {
      add_new(result, all.ladder.claims_on(claim->parent));
    }
  }
  return result;
}

std::vector<Ways> Above::one_origin_out(const Ways& all) const {
  std::set<std::string> origins;
  for (const LinkClaim* claim : claims(all)) origins.insert(claim->origin);
  std::vector<Ways> result;
  for (const std::string& origin : origins) result.push_back(ways({true, origin}));
  return result;
}

Posterior Above::posterior(Level level, const Ways& all, const std::vector<Ways>& less) const {
  const std::vector<Parent> base = carried_up(judgement_, judgement_.runs.runs.front(), all, level);
  if (base.empty()) return nothing_at(level);
  std::vector<Extremes> range(base.size() + 1);
  for (const Run& run : judgement_.runs.runs) widen(range, base, carried_up(judgement_, run, all, level));
  for (const Ways& each : less) {
    widen(range, base, carried_up(judgement_, judgement_.runs.runs.front(), each, level));
  }
  return named(level, base, range);
}

LinkClaims Above::told(const Ways& all, bool official) const {
  LinkClaims result;
  const auto add = [&](const LinkClaims& claims) {
    for (const LinkClaim* claim : standing_on_states(claims)) {
      if (claim->official == official) result.push_back(claim);
    }
  };
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
