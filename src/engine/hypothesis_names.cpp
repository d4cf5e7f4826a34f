#include "engine/hypothesis_names.h"

#include <algorithm>
#include <set>

#include "engine/actor_names.h"
#include "knowledge/knowledge.h"

namespace whence {
namespace {

std::set<std::string, std::less<>> clusters_of(const Answer& answer) {
  std::set<std::string, std::less<>> ids;
  for (const Posterior& posterior : answer.levels) {
    if (posterior.level != Level::cluster) continue;
    for (const Share& share : posterior.shares) {
      if (share.hypothesis.actor) ids.insert(*share.hypothesis.actor);
    }
  }
  return ids;
}

}  // namespace

Result<HypothesisNamed> hypothesis_named(const Data& data, const Answer& answer, std::string_view typed) {
  constexpr std::size_t most_near = 3, most_looked_at = 50;
  WHENCE_TRY(const Knowledge knowledge, Knowledge::load(data));
  WHENCE_TRY(const std::vector<std::string> generic, generic_words(data));
  const auto clusters = clusters_of(answer);
  const ActorBearers bearers = bearers_of(knowledge, typed, generic);
  for (const auto& [id, how] : bearers) {
    if (clusters.contains(id)) return HypothesisNamed{id, {}};
  }
  for (const ActorRelation& row : knowledge.relations()) {
    if (row.relation != "equal") continue;
    const std::string a(row.a), b(row.b);
    if (bearers.contains(b) && clusters.contains(a)) return HypothesisNamed{a, {}};
    if (bearers.contains(a) && clusters.contains(b)) return HypothesisNamed{b, {}};
  }
  HypothesisNamed none;
  for (const std::string_view name : nearest_names(knowledge, typed, most_looked_at)) {
    if (none.near.size() == most_near) break;
    const ActorBearers of = bearers_of(knowledge, name, generic);
    if (std::any_of(of.begin(), of.end(), [&](const auto& entry) { return clusters.contains(entry.first); }))
      none.near.emplace_back(name);
  }
  return none;
}

}  // namespace whence
