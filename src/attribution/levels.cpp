#include "attribution/levels.h"

#include <algorithm>

#include <fmt/format.h>

#include "attribution/families/states.h"
#include "attribution/links/above.h"
#include "attribution/links/assertions.h"
#include "attribution/links/roles.h"
#include "attribution/links/state_parts.h"
#include "attribution/robustness/advice.h"
#include "attribution/robustness/flips_above.h"
#include "attribution/words.h"

namespace whence {
namespace {

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
    if (parent.share >= judgement.settings().dispute_from && parent.id != own_account) ++states;
  }
  if (states > 1) {
    answer.doubts.push_back({fmt::format("who stands behind {} is disputed: {} states are asserted",
                                         hypothesis_of(judgement, closest_match(judgement)).name, states),
                             ""});
  }
}

void add_columns(const Judgement& judgement, Above& above, const Ways& all, const std::vector<const Ways*>& less,
                 Answer& answer) {
  const Posterior cluster = without_reasons(answer.levels.front());
  const auto add = [&](std::string name, std::string basis, Posterior sponsor) {
    answer.columns.push_back(column(std::move(name), std::move(basis), cluster, std::move(sponsor)));
  };
  const Ways& labels = above.ways({false});
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
  add("any one origin left out", "the case's and the links'", above.posterior(Level::sponsor, all, less));
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

void add_levels(const Judgement& judgement, Answer& answer) {
  Posterior operators = nothing_at(Level::operator_);
  Posterior organisation = nothing_at(Level::organisation);
  Above above(judgement);
  const Ways& all = above.ways({judgement.options.testimony});
  const StateWeights& weights = above.weights(judgement.runs.runs.front());
  if (!judgement.options.above) {
    if (judgement.options.robustness) answer.next = advice(judgement, all, weights);
    answer.levels.push_back(std::move(operators));
    return;
  }
  answer.roles = role_notes(judgement);
  if (judgement.options.robustness) {
    answer.next = advice(judgement, all, weights);
    answer.flips_above = flips_above(judgement, above, all);
  }
  const std::vector<const Ways*> less =
      judgement.options.testimony ? above.one_origin_out(all) : std::vector<const Ways*>{};
  add_columns(judgement, above, all, less, answer);
  if (judgement.options.testimony) {
    operators = above.posterior(Level::operator_, all, less);
    organisation = above.posterior(Level::organisation, all, less);
    if (judgement.hypotheses() > 1) {
      answer.assertions =
          assertions(all.ladder, judgement.priors.responsibility, cluster_id(judgement, closest_match(judgement)));
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
  answer.parts = state_parts(judgement, above, sponsor, all, less);
  add_not_assessed(operators, organisation, answer);
  for (Posterior* level : {&operators, &organisation, &sponsor}) {
    for (Share& share : level->shares) {
      if (share.hypothesis.actor) share.words = above.asserted(all, *share.hypothesis.actor);
    }
    answer.levels.push_back(std::move(*level));
  }
}

}  // namespace whence
