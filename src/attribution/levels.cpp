#include "attribution/levels.h"

#include <algorithm>

namespace whence {
namespace {

Posterior nothing_at(Level level) {
  Posterior posterior;
  posterior.level = level;
  return posterior;
}

Posterior sponsor_level(const Judgement& judgement) {
  const auto labels = sponsor_labels(judgement.known, judgement.counts());
  std::map<std::optional<std::string>, Extremes> ranges;
  for (const Run& run : judgement.runs.runs) {
    for (const auto& [state, share] : state_shares(run.mixed.share, labels, judgement.settings().step_unknown)) {
      Extremes& range = ranges[state];
      range.low = std::min(range.low, share);
      range.high = std::max(range.high, share);
    }
  }
  Posterior posterior = nothing_at(Level::sponsor);
  for (const auto& [state, share] : state_shares(judgement.runs.share(), labels, judgement.settings().step_unknown)) {
    Share of_state = ranged({Level::sponsor, state, state ? *state : "nobody we know"}, share, ranges[state]);
    of_state.words = "as the catalogues label the clusters";
    posterior.shares.push_back(std::move(of_state));
  }
  std::stable_sort(posterior.shares.begin(), posterior.shares.end(),
                   [](const Share& a, const Share& b) { return a.probability > b.probability; });
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
  const Posterior cluster = without_reasons(answer.levels.front());
  const Posterior sponsor = sponsor_level(judgement);
  answer.columns.push_back(column("technical items alone", "", cluster, nothing_at(Level::sponsor)));
  answer.columns.push_back(column("+ catalogues' labels", "1 catalogue, 1 origin", cluster, sponsor));
  answer.levels.push_back(nothing_at(Level::operator_));
  answer.levels.push_back(nothing_at(Level::organisation));
  answer.levels.push_back(sponsor);
  answer.not_assessed = {"operator: no item bears on it", "organisation: no item bears on it",
                         "state: no item bears on a state directly; labels are the catalogues'",
                         "responsibility (ordered, supported, tolerated, none)"};
}

}  // namespace whence
