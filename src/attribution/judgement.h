// What may be said: the naming rule, confidence and its reasons, measured skill. docs/model.md 2.11.
#pragma once

#include <cstddef>
#include <vector>

#include "attribution/combine/runs.h"
#include "attribution/robustness/flip.h"
#include "attribution/weigh.h"
#include "model/posterior.h"

namespace whence {

// Everything computed about one case at cluster level, before it becomes an Answer.
struct Judgement {
  const Case& incident;
  const Knowledge& known;
  const Background& background;
  const Priors& priors;
  const WeighOptions& options;
  Scene scene;
  Runs runs;
  FlipSets flips;
  std::vector<LinkClaim> links;            // what is said of clusters, operators and of the incident itself
  std::vector<std::vector<double>> parts;  // by piece, then hypothesis: what the item is said to add, nats

  const Settings& settings() const { return background.settings; }
  const Catalogue& counts() const { return background.counts; }
  std::size_t hypotheses() const { return runs.share().size(); }
  bool is_cluster(std::size_t h) const { return h + 1 < hypotheses(); }
  std::size_t leader() const { return leader_of(runs.share()); }
};

// A share with its range, clamped to [0, 1] and widened to hold the share itself; no words, no reasons.
Share ranged(Hypothesis hypothesis, double share, const Extremes& range);
Hypothesis hypothesis_of(const Judgement& judgement, std::size_t h);
// The likeliest cluster, whether or not it leads. Requires: there is a cluster.
std::size_t closest_match(const Judgement& judgement);
// Greatest difference of the leading hypothesis' share between priors, other things as in the answer.
double prior_spread(const Judgement& judgement);
// How many origins, each taken alone, speak for a hypothesis with at least Settings::carries nats against nobody we
// know.
std::size_t carrying_origins(const Judgement& judgement, std::size_t h);

// A cluster is named only if it leads, the lower end of its range reaches Settings::naming_low, no single item or
// origin undoes it, and Settings::naming_origins independent origins carry it.
Headline headline_of(const Judgement& judgement);
Confidence confidence_of(const Judgement& judgement);
Skill skill_of(const std::vector<SkillRow>& table, double share);

}  // namespace whence
