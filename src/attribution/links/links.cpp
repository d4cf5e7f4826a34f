#include "attribution/links/links.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "prob/shares.h"

namespace whence {
namespace {

constexpr double days_of_year = 365.25;
constexpr double worth_naming = 0.2;

struct Candidate {
  std::string id, name;
  std::vector<Vote> speaks_for, speaks_against;
};

// Origins in the order in which they are first named.
double sum_over_origins(const std::vector<Vote>& votes, const LinkSettings& settings) {
  std::vector<std::vector<Vote>> by_origin;
  for (const Vote& vote : votes) {
    auto place = std::find_if(by_origin.begin(), by_origin.end(),
                              [&](const auto& group) { return group.front().origin == vote.origin; });
    if (place == by_origin.end()) place = by_origin.insert(by_origin.end(), std::vector<Vote>{});
    place->push_back(vote);
  }
  double total = 0.0;
  for (const auto& group : by_origin) total += of_origin(group, settings);
  return total;
}

// What each source said on its last day, and what has no day. What is taken back is out with what it takes back.
LinkClaims last_of_sources(const LinkClaims& pool) {
  std::map<std::string_view, Day> latest;
  for (const LinkClaim* claim : pool) {
    if (!claim->date) continue;
    Day& day = latest.try_emplace(claim->source, *claim->date).first->second;
    day = std::max(day, *claim->date);
  }
  LinkClaims last;
  for (const LinkClaim* claim : pool) {
    if (!claim->withdraws && (!claim->date || *claim->date == latest.at(claim->source))) last.push_back(claim);
  }
  return last;
}

template <class Wanted>
LinkClaims those(const LinkClaims& claims, Wanted wanted) {
  LinkClaims result;
  std::copy_if(claims.begin(), claims.end(), std::back_inserter(result), wanted);
  return result;
}

}  // namespace

double aged(const LinkClaim& claim, const LinkSettings& settings) {
  if (!claim.date || settings.half_life <= 0.0) return claim.nats;
  const double years = std::max(0.0, static_cast<double>((settings.as_of - *claim.date).count()) / days_of_year);
  return claim.nats * std::exp2(-years / settings.half_life);
}

LinkClaims standing_claims(const std::vector<LinkClaim>& claims, std::string_view child, Level level) {
  LinkClaims pool;
  for (const LinkClaim& claim : claims) {
    if (claim.child == child && claim.level == level) pool.push_back(&claim);
  }
  return last_of_sources(pool);
}

LinkClaims standing_on_states(const LinkClaims& of_child) {
  return last_of_sources(those(of_child, [](const LinkClaim* claim) { return claim->level >= Level::organisation; }));
}

LinkClaims standing_on_bodies(const LinkClaims& of_child) {
  const LinkClaims states = standing_on_states(of_child);
  const auto still_names = [&](const LinkClaim* claim) {
    return std::any_of(states.begin(), states.end(), [&](const LinkClaim* other) {
      return other->source == claim->source && !other->denies && other->state == claim->state;
    });
  };
  const LinkClaims last = standing_on(of_child, Level::organisation);
  return those(last, [&](const LinkClaim* claim) { return claim->denies || still_names(claim); });
}

LinkClaims standing_on(const LinkClaims& of_child, Level level) {
  return last_of_sources(those(of_child, [&](const LinkClaim* claim) { return claim->level == level; }));
}

LinkClaims standing_on_operators(const LinkClaims& of_child) { return standing_on(of_child, Level::operator_); }

Vote vote_of(const LinkClaim& claim, std::string id, const LinkSettings& settings) {
  return {std::move(id), "", claim.denies, claim.origin, claim.source, aged(claim, settings), claim.own};
}

double of_origin(const std::vector<Vote>& votes, const LinkSettings& settings) {
  std::map<std::string_view, double> of_source;  // the strongest of each; of the others only own findings count
  double most = 0.0;
  for (const Vote& vote : votes) {
    most = std::max(most, vote.nats);
    if (!vote.own) continue;
    double& best = of_source.try_emplace(vote.source, vote.nats).first->second;
    best = std::max(best, vote.nats);
  }
  double others = 0.0;
  double first = 0.0;
  for (const auto& [source, nats] : of_source) {
    others += nats;
    if (nats >= most) first = nats;
  }
  const double sum = most + settings.corroborated * (others - first);
  return settings.origin_cap > 0.0 ? std::min(sum, settings.origin_cap) : sum;
}

std::vector<Parent> voted(const std::vector<Vote>& votes, const LinkSettings& settings) {
  std::vector<Candidate> candidates;
  for (const Vote& vote : votes) {
    auto place = std::find_if(candidates.begin(), candidates.end(),
                              [&](const Candidate& candidate) { return candidate.id == vote.id; });
    if (place == candidates.end()) {
      candidates.push_back({vote.id, vote.name, {}, {}});
      place = candidates.end() - 1;
    }
    (vote.denies ? place->speaks_against : place->speaks_for).push_back(vote);
  }
  std::erase_if(candidates, [](const Candidate& candidate) { return candidate.speaks_for.empty(); });
  if (candidates.empty()) return {};
  const double prior = std::log((1.0 - settings.step_other) / static_cast<double>(candidates.size()));
  std::vector<double> score;
  for (const Candidate& candidate : candidates) {
    score.push_back(prior + sum_over_origins(candidate.speaks_for, settings) -
                    sum_over_origins(candidate.speaks_against, settings));
  }
  score.push_back(std::log(settings.step_other));
  const std::vector<double> share = shares(score);
  std::vector<Parent> result;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    result.push_back({candidates[i].id, candidates[i].name, share[i]});
  }
  return result;
}

std::vector<Parent> parents(const LinkClaims& claims, const LinkSettings& settings) {
  std::vector<Vote> votes;
  for (const LinkClaim* claim : claims) {
    votes.push_back(vote_of(*claim, claim->parent, settings));
    votes.back().name = claim->parent_name;
  }
  std::vector<Parent> result = voted(votes, settings);
  for (Parent& parent : result) parent.share *= 1.0 - settings.step_unknown;
  return result;
}

std::vector<Parent> carried_up(const std::vector<double>& share, const std::vector<std::vector<Parent>>& of_child) {
  std::vector<Parent> result;
  for (std::size_t k = 0; k < of_child.size(); ++k) {
    for (const Parent& parent : of_child[k]) {
      auto place =
          std::find_if(result.begin(), result.end(), [&](const Parent& other) { return other.id == parent.id; });
      if (place == result.end()) {
        result.push_back({parent.id, parent.name, 0.0});
        place = result.end() - 1;
      }
      place->share += share[k] * parent.share;
    }
  }
  return result;
}

std::string undecided_between(const std::vector<Parent>& organisations) {
  std::size_t serious = 0;
  double most = 0.0;
  for (const Parent& organisation : organisations) {
    if (organisation.share >= worth_naming) ++serious;
    most = std::max(most, organisation.share);
  }
  if (serious < 2 || most >= 0.5) return {};
  return fmt::format("one of {} organisations, none above ~{}", serious, fmt::format("{:.2f}", most).substr(1));
}

}  // namespace whence
