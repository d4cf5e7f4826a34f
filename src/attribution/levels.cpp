#include "attribution/levels.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "attribution/states.h"
#include "attribution/words.h"

namespace whence {
namespace {

constexpr double worth_telling =
    0.02;  // share of a cluster below which links on it are not counted in a column's basis

Posterior nothing_at(Level level) {
  Posterior posterior;
  posterior.level = level;
  return posterior;
}

Column column(std::string name, std::string basis, Posterior cluster, Posterior sponsor) {
  Column result;
  result.name = std::move(name);
  result.basis = std::move(basis);
  result.cluster = std::move(cluster);
  result.sponsor = std::move(sponsor);
  return result;
}

Posterior without_reasons(Posterior posterior) {
  for (Share& share : posterior.shares) share.reasons.clear();
  return posterior;
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

// Which claims count: those of governments or not, and one origin left out.
struct Belief {
  bool official = true;
  std::string without_origin = {};
};

class Above {
 public:
  explicit Above(const Judgement& judgement) : judgement_(judgement) {
    const std::vector<double>& share = judgement.runs.share();
    for (std::size_t k = 0; k + 1 < share.size(); ++k) {
      if (share[k] >= worth_telling) told_.push_back(k);
    }
  }

  // The parents of every cluster.
  std::vector<std::vector<Parent>> parents_by_cluster(Level level, const Belief& belief) const {
    std::vector<LinkClaim> believed;
    for (const LinkClaim& claim : judgement_.background.links) {
      if (claim.level != level || (claim.official && !belief.official)) continue;
      if (belief.without_origin.empty() || claim.origin != belief.without_origin) believed.push_back(claim);
    }
    std::vector<std::vector<Parent>> result;
    for (std::size_t k = 0; k + 1 < judgement_.hypotheses(); ++k) {
      const auto standing = standing_claims(believed, group_of(k), level);
      result.push_back(standing.empty() ? std::vector<Parent>{}
                                        : parents(standing, judgement_.background.link_settings));
    }
    return result;
  }

  // Shares with their ranges over every run, and over every origin of a told link left out where `links_too`.
  Posterior posterior(Level level, const Belief& belief, bool links_too) const {
    const auto of_child = parents_by_cluster(level, belief);
    const std::vector<Parent> base = up(judgement_.runs.runs.front(), of_child, level);
    if (base.empty()) return nothing_at(level);
    std::vector<Extremes> range(base.size() + 1);
    for (const Run& run : judgement_.runs.runs) widen(range, base, up(run, of_child, level));
    for (const std::string& origin : links_too ? origins(level, belief) : std::set<std::string>{}) {
      const auto less = parents_by_cluster(level, {belief.official, origin});
      widen(range, base, up(judgement_.runs.runs.front(), less, level));
    }
    return named(level, base, range);
  }

  // Claims on the clusters worth telling.
  std::vector<const LinkClaim*> told(Level level, bool official) const {
    std::vector<const LinkClaim*> result;
    for (const std::size_t k : told_) {
      for (const LinkClaim* claim : standing_claims(judgement_.background.links, group_of(k), level)) {
        if (claim->official == official) result.push_back(claim);
      }
    }
    return result;
  }

  std::string group_of(std::size_t k) const {
    return std::string(judgement_.known.groups()[judgement_.counts().clusters[k].group].id);
  }

 private:
  // What one run says of the level: the clusters' shares carried up, and at the state level what items say of states.
  std::vector<Parent> up(const Run& run, const std::vector<std::vector<Parent>>& of_child, Level level) const {
    std::vector<Parent> parents = carried_up(run.mixed.share, of_child);
    if (level != Level::sponsor || judgement_.scene.bearings.items.empty()) return parents;
    StateView view;
    view.phi = run.phi;
    view.leave_out = run.origin_out.has_value();
    if (run.origin_out) view.without = judgement_.scene.origins[*run.origin_out].name;
    tilt(parents, state_weights(judgement_.scene, judgement_.incident, view), judgement_.priors.facts);
    return parents;
  }

  std::set<std::string> origins(Level level, const Belief& belief) const {
    std::set<std::string> result;
    for (const bool official : {false, true}) {
      if (official && !belief.official) continue;
      for (const LinkClaim* claim : told(level, official)) result.insert(claim->origin);
    }
    return result;
  }

  // The last range is that of nobody named.
  static void widen(std::vector<Extremes>& range, const std::vector<Parent>& base, const std::vector<Parent>& now) {
    const auto include = [](Extremes& extremes, double share) {
      extremes.low = std::min(extremes.low, share);
      extremes.high = std::max(extremes.high, share);
    };
    double rest = 1.0;
    for (std::size_t i = 0; i < base.size(); ++i) {
      const auto place = std::find_if(now.begin(), now.end(), [&](const Parent& one) { return one.id == base[i].id; });
      const double share = place == now.end() ? 0.0 : place->share;
      include(range[i], share);
      rest -= share;
    }
    include(range.back(), rest);
  }

  static Posterior named(Level level, const std::vector<Parent>& base, const std::vector<Extremes>& range) {
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

  const Judgement& judgement_;
  std::vector<std::size_t> told_;
};

std::string basis_of_statements(const std::vector<const LinkClaim*>& claims) {
  std::set<std::string> statements, speakers, origins;
  for (const LinkClaim* claim : claims) {
    statements.insert(claim->id);
    speakers.insert(claim->source);
    origins.insert(claim->origin);
  }
  if (statements.empty()) return "no statement in the ledger names these clusters: no change";
  return fmt::format("{} by {}, {}", counted(statements.size(), "statement", "statements"),
                     counted(speakers.size(), "speaker", "speakers"), counted(origins.size(), "origin", "origins"));
}

std::string basis_of_answers(const std::vector<const LinkClaim*>& claims) {
  std::set<std::string> answered;
  for (const LinkClaim* claim : claims) {
    if (!claim->reply.empty()) answered.insert(claim->id);
  }
  return answered.empty() ? "no answer found in what we hold: no change"
                          : counted(answered.size(), "answer", "answers") + " on record: no change";
}

// One row for every body and origin that names it for the closest match.
void add_assertions(const Judgement& judgement, const Above& above, Answer& answer) {
  if (judgement.hypotheses() < 2 || !judgement.options.testimony) return;
  struct Told {
    const LinkClaim* claim;
    std::set<std::string> speakers, ids, answers;
  };
  std::vector<Told> rows;
  const std::string closest = above.group_of(closest_match(judgement));
  for (const LinkClaim* claim : standing_claims(judgement.background.links, closest, Level::organisation)) {
    auto row = std::find_if(rows.begin(), rows.end(), [&](const Told& each) {
      return each.claim->parent == claim->parent && each.claim->origin == claim->origin;
    });
    if (row == rows.end()) row = rows.insert(rows.end(), {claim, {}, {}, {}});
    row->speakers.insert(claim->source);
    row->ids.insert(claim->id);
    if (!claim->reply.empty()) row->answers.insert(claim->reply);
  }
  for (const Told& row : rows) {
    std::string by = counted(row.speakers.size(), "speaker", "speakers");
    if (!row.claim->joint.empty() && row.speakers.size() > 1) by += " in one joint action";
    if (row.claim->date)
      by += fmt::format(", {}", static_cast<int>(std::chrono::year_month_day(*row.claim->date).year()));
    answer.assertions.push_back({Level::organisation,
                                 row.claim->parent_name,
                                 std::move(by),
                                 row.answers.empty() ? "" : "an answer is on record",
                                 {row.ids.begin(), row.ids.end()}});
  }
}

// docs/model.md 3.5: whether statements move the leading state's word by more than one band.
bool rests_on_statements(const std::vector<WordBand>& scale, const Posterior& before, const Posterior& after) {
  const auto leader = std::find_if(after.shares.begin(), after.shares.end(),
                                   [](const Share& share) { return share.hypothesis.actor.has_value(); });
  if (leader == after.shares.end()) return false;
  const auto band = [&](const Posterior& posterior) -> std::ptrdiff_t {
    double share = 0.0;
    for (const Share& each : posterior.shares) {
      if (each.hypothesis.actor == leader->hypothesis.actor) share = each.probability.value();
    }
    return &band_of(scale, Probability(share)) - scale.data();
  };
  return band(after) - band(before) > 1;
}

void add_columns(const Judgement& judgement, const Above& above, Answer& answer) {
  const Posterior cluster = without_reasons(answer.levels.front());
  const auto add = [&](std::string name, std::string basis, Posterior sponsor) {
    answer.columns.push_back(column(std::move(name), std::move(basis), cluster, std::move(sponsor)));
  };
  const Posterior labelled = above.posterior(Level::sponsor, {false}, false);
  StateView items_alone;
  items_alone.labels = false;
  add("technical items alone",
      told_of_states(state_weights(judgement.scene, judgement.incident, items_alone), judgement.priors.facts),
      nothing_at(Level::sponsor));
  add("+ catalogues' labels", "1 catalogue, 1 origin", labelled);
  if (!judgement.options.testimony) return;
  const auto claims = above.told(Level::sponsor, true);
  const Posterior accused = above.posterior(Level::sponsor, {true}, false);
  add("+ official accusers", basis_of_statements(claims), accused);
  add("+ denials", basis_of_answers(claims), accused);
  add("any one origin left out", "the case's origins and the links'", above.posterior(Level::sponsor, {true}, true));
  const auto scale = scale_named(judgement.priors.words, answer.scale);
  if (scale && rests_on_statements(scale.value(), labelled, accused)) {
    answer.doubts.push_back({"what is said of a state rests on official assertion", "--no-testimony"});
  }
}

}  // namespace

StateShares state_shares(const std::vector<double>& share, const std::vector<std::optional<std::string>>& labels,
                         double step_unknown) {
  StateShares states{{std::nullopt, 1.0}};
  for (std::size_t k = 0; k < labels.size(); ++k) {
    if (!labels[k]) continue;
    states[labels[k]] += (1.0 - step_unknown) * share[k];
    states[std::nullopt] -= (1.0 - step_unknown) * share[k];
  }
  return states;
}

std::vector<std::optional<std::string>> sponsor_labels(const Knowledge& known, const Catalogue& counts) {
  std::vector<std::optional<std::string>> labels;
  for (const CataloguedCluster& cluster : counts.clusters) {
    const auto label = known.label(cluster.group);
    labels.push_back(label ? std::optional<std::string>(label->state) : std::nullopt);
  }
  return labels;
}

void add_levels(const Judgement& judgement, Answer& answer) {
  answer.levels.push_back(nothing_at(Level::operator_));
  if (!judgement.options.above) return;
  const Above above(judgement);
  add_columns(judgement, above, answer);
  Posterior organisation = nothing_at(Level::organisation);
  if (judgement.options.testimony) organisation = above.posterior(Level::organisation, {true}, true);
  std::vector<Parent> bodies;
  for (const Share& share : organisation.shares) {
    if (share.hypothesis.actor) bodies.push_back({*share.hypothesis.actor, "", share.probability.value()});
  }
  const std::string undecided = undecided_between(bodies);
  if (!undecided.empty()) answer.doubts.push_back({"above the cluster: " + undecided, ""});
  add_assertions(judgement, above, answer);
  answer.not_assessed = {"operator: no item bears on it"};
  if (organisation.shares.empty()) answer.not_assessed.emplace_back("organisation: no item bears on it");
  answer.not_assessed.emplace_back("state: no item bears on a state directly; what links a cluster to one is asserted");
  answer.not_assessed.emplace_back("responsibility (ordered, supported, tolerated, none)");
  Posterior sponsor = answer.columns.back().sponsor;
  for (Share& share : sponsor.shares) share.words = "as asserted";
  for (Share& share : organisation.shares) share.words = "as asserted";
  answer.levels.push_back(std::move(organisation));
  answer.levels.push_back(std::move(sponsor));
}

}  // namespace whence
