#include "attribution/levels.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "attribution/assertions.h"
#include "attribution/roles.h"
#include "attribution/states.h"
#include "attribution/ways.h"
#include "attribution/words.h"

namespace whence {
namespace {

constexpr double worth_telling = 0.02;  // share of a cluster below which links on it are not counted
constexpr double disputed = 0.05;       // share from which two states asserted for one cluster are a dispute
constexpr std::array<std::string_view, modes> mode_ids{"none", "tolerated", "supported", "contracted", "executed"};

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

void include(Extremes& extremes, double share) {
  extremes.low = std::min(extremes.low, share);
  extremes.high = std::max(extremes.high, share);
}

class Above {
 public:
  explicit Above(const Judgement& judgement) : judgement_(judgement) {
    const std::vector<double>& share = judgement.runs.share();
    for (std::size_t k = 0; k + 1 < share.size(); ++k) {
      if (share[k] >= worth_telling) told_.push_back(k);
    }
  }

  Ways ways(const Belief& belief) const { return ways_up(judgement_, belief); }

  // The ways with each origin of a told link left out.
  std::vector<Ways> one_origin_out(const Ways& all) const {
    std::set<std::string> origins;
    for (const std::size_t k : told_) {
      const LinkClaims own = all.ladder.claims_on(group_of(k));
      for (const LinkClaim* claim : own) origins.insert(claim->origin);
      for (const LinkClaim* claim : standing_on_operators(own)) {
        for (const LinkClaim* above : all.ladder.claims_on(claim->parent)) origins.insert(above->origin);
      }
    }
    std::vector<Ways> result;
    for (const std::string& origin : origins) result.push_back(ways({true, origin}));
    return result;
  }

  // Shares with their ranges over every run, and over the ways of `less` with the base run.
  Posterior posterior(Level level, const Ways& all, const std::vector<Ways>& less) const {
    const std::vector<Parent> base = carried_up(judgement_, judgement_.runs.runs.front(), all, level);
    if (base.empty()) return nothing_at(level);
    std::vector<Extremes> range(base.size() + 1);
    for (const Run& run : judgement_.runs.runs) widen(range, base, carried_up(judgement_, run, all, level));
    for (const Ways& each : less) {
      widen(range, base, carried_up(judgement_, judgement_.runs.runs.front(), each, level));
    }
    return named(level, base, range);
  }

  // What is told of each state's part, were it behind it; states from `disputed` on, as in the posterior.
  std::vector<StatePart> parts(const Posterior& sponsor, const Ways& all, const std::vector<Ways>& less) const {
    std::vector<StatePart> result;
    for (const Share& share : sponsor.shares) {
      const auto& state = share.hypothesis.actor;
      if (!state || *state == own_account || share.probability.value() < disputed) continue;
      const auto base = part_of(*state, judgement_.runs.share(), all);
      std::array<Extremes, modes + 1> range{};
      const auto add = [&](const std::optional<Part>& part) {
        for (std::size_t mode = 0; part && mode <= modes; ++mode) include(range[mode], (*part)[mode]);
      };
      for (const Run& run : judgement_.runs.runs) add(part_of(*state, run.mixed.share, all));
      for (const Ways& each : less) add(part_of(*state, judgement_.runs.share(), each));
      if (base) result.push_back(named_part(share.hypothesis, *base, range, all));
    }
    return result;
  }

  // Claims that name states, on the clusters worth telling and the operators asserted for them.
  LinkClaims told(const Ways& all, bool official) const {
    LinkClaims result;
    const auto add = [&](const LinkClaims& claims) {
      for (const LinkClaim* claim : standing_on_states(claims)) {
        if (claim->official == official) result.push_back(claim);
      }
    };
    for (const std::size_t k : told_) {
      const LinkClaims own = all.ladder.claims_on(group_of(k));
      add(own);
      for (const LinkClaim* claim : standing_on_operators(own)) add(all.ladder.claims_on(claim->parent));
    }
    return result;
  }

  // Who asserts a parent for clusters worth telling, or for the operators asserted for them.
  std::string asserted(const Ways& all, const std::string& parent) const {
    LinkClaims named;
    const auto add = [&](const LinkClaims& claims) {
      for (const LinkClaim* claim : claims) {
        const bool names = claim->parent == parent || claim->state == parent;
        if (names && !claim->denies && std::find(named.begin(), named.end(), claim) == named.end())
          named.push_back(claim);
      }
    };
    for (const std::size_t k : told_) {
      const LinkClaims own = all.ladder.claims_on(group_of(k));
      const LinkClaims operators = standing_on_operators(own);
      add(operators);
      add(standing_on_states(own));
      add(standing_on_bodies(own));
      for (const LinkClaim* claim : operators) {
        add(standing_on_states(all.ladder.claims_on(claim->parent)));
        add(standing_on_bodies(all.ladder.claims_on(claim->parent)));
      }
    }
    const std::string by = asserted_by(named);
    return by.empty() ? "as asserted for clusters of little share" : "as asserted by " + by;
  }

  std::string group_of(std::size_t k) const { return cluster_id(judgement_, k); }

 private:
  using Part = std::array<double, modes + 1>;  // the last: not told

  static std::optional<Part> part_of(const std::string& state, const std::vector<double>& share, const Ways& all) {
    Part sum{};
    double whole = 0.0;
    for (std::size_t k = 0; k < all.paths.size(); ++k) {
      for (const Path& path : all.paths[k]) {
        if (path.state != state) continue;
        const double weight = share[k] * path.share;
        whole += weight;
        for (std::size_t mode = 0; mode < modes; ++mode) sum[mode] += weight * path.says[mode];
      }
    }
    if (whole <= 0.0) return std::nullopt;
    double left = 1.0;
    for (std::size_t mode = 0; mode < modes; ++mode) {
      sum[mode] /= whole;
      left -= sum[mode];
    }
    sum[modes] = std::max(0.0, left);
    return sum;
  }

  StatePart named_part(const Hypothesis& state, const Part& base, const std::array<Extremes, modes + 1>& range,
                       const Ways& all) const {
    const Responsibility& table = judgement_.priors.responsibility;
    StatePart part{*state.actor, state.name, {}, ""};
    for (std::size_t mode = 0; mode < modes; ++mode) {
      part.modes.push_back(
          ranged({Level::sponsor, std::string(mode_ids[mode]), table.words[mode]}, base[mode], range[mode]));
    }
    part.modes.push_back(ranged({Level::sponsor, std::nullopt, "not told"}, base[modes], range[modes]));
    std::set<std::string> ids, telling;
    for (const std::size_t k : told_) {
      LinkClaims claims = all.ladder.claims_on(group_of(k));
      for (const LinkClaim* claim : standing_on_operators(claims)) {
        for (const LinkClaim* above : all.ladder.claims_on(claim->parent)) claims.push_back(above);
      }
      for (const LinkClaim* claim : claims) {
        if (claim->state != *state.actor || claim->denies) continue;
        const Tie* tie = table.tie(claim->tie);
        const bool tells =
            tie != nullptr && std::any_of(tie->says.begin(), tie->says.end(), [](double x) { return x > 0.0; });
        ids.insert(claim->id);
        if (tells) telling.insert(claim->id);
      }
    }
    if (!telling.empty()) part.basis = fmt::format("told by {} of {} statements", telling.size(), ids.size());
    return part;
  }

  // The last range is that of nobody named.
  static void widen(std::vector<Extremes>& range, const std::vector<Parent>& base, const std::vector<Parent>& now) {
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

// Where two states are asserted for the closest match itself, neither is picked.
void add_dispute(const Judgement& judgement, const Ways& all, Answer& answer) {
  if (judgement.hypotheses() < 2) return;
  std::size_t states = 0;
  for (const Parent& parent : parents_on(all.paths[closest_match(judgement)], Level::sponsor, all.ladder)) {
    if (parent.share >= disputed && parent.id != own_account) ++states;
  }
  if (states > 1) {
    answer.doubts.push_back({fmt::format("who stands behind {} is disputed: {} states are asserted",
                                         hypothesis_of(judgement, closest_match(judgement)).name, states),
                             ""});
  }
}

void add_columns(const Judgement& judgement, const Above& above, const Ways& all, const std::vector<Ways>& less,
                 Answer& answer) {
  const Posterior cluster = without_reasons(answer.levels.front());
  const auto add = [&](std::string name, std::string basis, Posterior sponsor) {
    answer.columns.push_back(column(std::move(name), std::move(basis), cluster, std::move(sponsor)));
  };
  const Ways labels = above.ways({false});
  const Posterior labelled = above.posterior(Level::sponsor, labels, {});
  StateView items_alone;
  items_alone.labels = false;
  add("technical items alone",
      told_of_states(state_weights(judgement.scene, judgement.incident, items_alone), judgement.priors.facts),
      nothing_at(Level::sponsor));
  add("+ catalogues' labels", basis_of_labels(above.told(labels, false)), labelled);
  if (!judgement.options.testimony) return;
  const LinkClaims claims = above.told(all, true);
  const Posterior accused = above.posterior(Level::sponsor, all, {});
  add("+ official accusers", basis_of_statements(claims), accused);
  add("+ denials", basis_of_answers(claims), accused);
  add("any one origin left out", "the case's origins and the links'", above.posterior(Level::sponsor, all, less));
  const auto scale = scale_named(judgement.priors.words, answer.scale);
  if (scale && rests_on_statements(scale.value(), labelled, accused)) {
    answer.doubts.push_back({"what is said of a state rests on official assertion", "--no-testimony"});
  }
}

void add_not_assessed(const Posterior& operators, const Posterior& organisation, Answer& answer) {
  if (operators.shares.empty())
    answer.not_assessed.emplace_back("operator: no item bears on it and nobody asserts one");
  if (organisation.shares.empty()) {
    answer.not_assessed.emplace_back("organisation: no item bears on it and nobody asserts one");
  }
  answer.not_assessed.emplace_back("state: no item bears on a state directly; what links a cluster to one is asserted");
  if (answer.parts.empty()) {
    answer.not_assessed.emplace_back("responsibility (ordered, supported, tolerated, none): nobody tells of it");
  } else {
    answer.not_assessed.emplace_back("responsibility in law; what is told of a state's part is asserted");
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
  Posterior operators = nothing_at(Level::operator_);
  Posterior organisation = nothing_at(Level::organisation);
  if (!judgement.options.above) {
    answer.levels.push_back(std::move(operators));
    return;
  }
  answer.roles = role_notes(judgement);
  const Above above(judgement);
  const Ways all = above.ways({judgement.options.testimony});
  const std::vector<Ways> less = judgement.options.testimony ? above.one_origin_out(all) : std::vector<Ways>{};
  add_columns(judgement, above, all, less, answer);
  if (judgement.options.testimony) {
    operators = above.posterior(Level::operator_, all, less);
    organisation = above.posterior(Level::organisation, all, less);
    if (judgement.hypotheses() > 1) {
      answer.assertions =
          assertions(all.ladder, judgement.priors.responsibility, above.group_of(closest_match(judgement)));
    }
  }
  std::vector<Parent> bodies;
  for (const Share& share : organisation.shares) {
    if (share.hypothesis.actor) bodies.push_back({*share.hypothesis.actor, "", share.probability.value()});
  }
  const std::string undecided = undecided_between(bodies);
  if (!undecided.empty()) answer.doubts.push_back({"above the cluster: " + undecided, ""});
  add_dispute(judgement, all, answer);
  Posterior sponsor = answer.columns.back().sponsor;
  answer.parts = above.parts(sponsor, all, less);
  add_not_assessed(operators, organisation, answer);
  for (Posterior* level : {&operators, &organisation, &sponsor}) {
    for (Share& share : level->shares) {
      if (share.hypothesis.actor) share.words = above.asserted(all, *share.hypothesis.actor);
    }
    answer.levels.push_back(std::move(*level));
  }
}

}  // namespace whence
