#include "attribution/links/ladder.h"

#include <algorithm>
#include <numeric>

namespace whence {
namespace {

constexpr std::string_view own_account_name = "its own account";

bool tells(const ModeShares& says) { return std::accumulate(says.begin(), says.end(), 0.0) > 0.0; }

LinkClaims joined(LinkClaims a, const LinkClaims& b) {
  for (const LinkClaim* claim : b) {
    if (std::find(a.begin(), a.end(), claim) == a.end()) a.push_back(claim);
  }
  return a;
}

// Whether a claim leads to the last rung of a way.
bool leads_to(const LinkClaim& claim, const Path& path) {
  if (claim.denies || claim.state != path.state) return false;
  return claim.level == Level::sponsor || (!path.body.empty() && claim.parent == path.body);
}

}  // namespace

// The ways by one operator, or by none that is named.
struct Ladder::Branch {
  std::string firm;
  double share = 0.0;
  LinkClaims of_cluster, of_operator;  // all claims on each
};

Ladder::Ladder(const std::vector<LinkClaim>& claims, const LinkSettings& settings, const Responsibility& table,
               const Belief& belief)
    : settings_(settings), table_(table) {
  for (const LinkClaim& claim : claims) {
    if (claim.official && !belief.official) continue;
    const auto& out = belief.without_origins;
    if (std::find(out.begin(), out.end(), claim.origin) != out.end()) continue;
    by_child_[claim.child].push_back(&claim);
    names_.try_emplace(claim.parent, claim.parent_name);
    if (!claim.state.empty()) names_.insert_or_assign(claim.state, claim.state_name);
  }
}

LinkClaims Ladder::claims_on(std::string_view child) const {
  const auto found = by_child_.find(child);
  return found == by_child_.end() ? LinkClaims{} : found->second;
}

std::string Ladder::name_of(std::string_view id) const {
  if (id == own_account) return std::string(own_account_name);
  const auto found = names_.find(id);
  return std::string(found == names_.end() || found->second.empty() ? id : found->second);
}

std::vector<Vote> Ladder::votes_on_states(const LinkClaims& claims) const {
  std::vector<Vote> votes;
  for (const LinkClaim* claim : claims) {
    if (claim->denies && claim->level != Level::sponsor) continue;  // who denies a body does not deny its state
    const std::string& id = claim->parent == own_account ? claim->parent : claim->state;
    votes.push_back(vote_of(*claim, id, settings_));
  }
  return votes;
}

ModeShares Ladder::told(const LinkClaims& of_operator, const LinkClaims& of_cluster, const Path& path) const {
  for (const LinkClaims* claims : {&of_operator, &of_cluster}) {
    ModeShares sum{};
    double weight = 0.0;
    for (const LinkClaim* claim : *claims) {
      const Tie* tie = leads_to(*claim, path) ? table_.tie(claim->tie) : nullptr;
      if (tie == nullptr || !tells(tie->says)) continue;
      const double nats = aged(*claim, settings_);
      for (std::size_t mode = 0; mode < modes; ++mode) sum[mode] += nats * tie->says[mode];
      weight += nats;
    }
    if (weight <= 0.0) continue;
    for (double& each : sum) each /= weight;
    return sum;
  }
  return {};
}

void Ladder::add_branch(const Branch& branch, std::vector<Path>& result) const {
  const LinkClaims of_operator = standing_on_states(branch.of_operator);
  const LinkClaims of_cluster = standing_on_states(branch.of_cluster);
  const LinkClaims bodies = joined(standing_on_bodies(branch.of_cluster), standing_on_bodies(branch.of_operator));
  const auto way = [&](const std::string& body, const std::string& state, double share) {
    Path path{branch.firm, body, state, share, {}};
    if (!state.empty()) {
      path.says = told(joined(of_operator, standing_on_bodies(branch.of_operator)),
                       joined(of_cluster, standing_on_bodies(branch.of_cluster)), path);
    }
    result.push_back(std::move(path));
  };
  double left = branch.share;
  for (const Parent& state : voted(votes_on_states(joined(of_cluster, of_operator)), settings_)) {
    const double share = branch.share * (1.0 - settings_.step_unknown) * state.share;
    left -= share;
    if (state.id == own_account) {
      way(state.id, "", share);
      continue;
    }
    std::vector<Vote> votes;
    for (const LinkClaim* claim : bodies) {
      if (claim->state != state.id) continue;
      votes.push_back(vote_of(*claim, claim->parent, settings_));
    }
    double unnamed = share;
    for (const Parent& body : voted(votes, settings_)) {
      way(body.id, state.id, share * body.share);
      unnamed -= share * body.share;
    }
    way("", state.id, unnamed);
  }
  way("", "", left);
}

std::vector<Path> Ladder::paths(std::string_view cluster) const {
  std::vector<Path> result;
  const LinkClaims of_cluster = claims_on(cluster);
  if (of_cluster.empty()) return result;
  Branch none{"", 1.0, of_cluster, {}};
  for (const Parent& each : parents(standing_on_operators(of_cluster), settings_)) {
    none.share -= each.share;
    add_branch({each.id, each.share, of_cluster, claims_on(each.id)}, result);
  }
  add_branch(none, result);
  return result;
}

std::vector<Parent> parents_on(const std::vector<Path>& paths, Level level, const Ladder& ladder) {
  std::vector<Parent> result;
  for (const Path& path : paths) {
    std::string id = level == Level::operator_ ? path.firm : level == Level::organisation ? path.body : path.state;
    if (level == Level::sponsor && path.body == own_account) id = own_account;
    if (id.empty()) continue;
    auto place = std::find_if(result.begin(), result.end(), [&](const Parent& parent) { return parent.id == id; });
    if (place == result.end()) {
      result.push_back({id, ladder.name_of(id), 0.0});
      place = result.end() - 1;
    }
    place->share += path.share;
  }
  return result;
}

}  // namespace whence
