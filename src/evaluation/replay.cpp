#include "evaluation/replay.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "attribution/weigh.h"
#include "evaluation/sponsor_labels.h"

namespace whence {

Result<Printed> printed(const Case& incident, const Knowledge& known, const Background& against, const Priors& priors) {
  WeighOptions options;
  options.waive_origins = true;
  options.robustness = false;
  options.above = false;
  WHENCE_TRY(const Answer answer, weigh(incident, known, against, priors, options));
  Printed result;
  result.headline = answer.headline;
  result.share.assign(against.counts.clusters.size(), 0.0);
  for (const Share& share : answer.levels.front().shares) {
    const bool could_be_named = answer.headline.established || answer.headline.only_range;
    if (could_be_named && share.hypothesis.actor == answer.headline.id) result.nameable_from = share.low.value();
    if (!share.hypothesis.actor) {
      result.unknown = share.probability.value();
    } else if (const auto k = place_of(against.counts, *known.group(*share.hypothesis.actor))) {
      result.share[*k] = share.probability.value();
    }
  }
  return result;
}

std::optional<std::size_t> place_of(const Catalogue& counts, GroupIndex group) {
  const auto place = std::lower_bound(counts.clusters.begin(), counts.clusters.end(), group,
                                      [](const CataloguedCluster& a, GroupIndex b) { return a.group < b; });
  if (place == counts.clusters.end() || place->group != group) return std::nullopt;
  return static_cast<std::size_t>(place - counts.clusters.begin());
}

AnswerOutcome outcome_of(const Printed& said, const Incident& incident, const Knowledge& known,
                         const Catalogue& counts) {
  AnswerOutcome outcome = outcome_of(incident.year, said.share, said.unknown, place_of(counts, incident.group));
  outcome.named = said.headline.established;
  outcome.closest_right = said.headline.id == std::string(known.groups()[incident.group].id);
  outcome.named_right = outcome.named && outcome.closest_right;
  outcome.nameable_from = said.nameable_from;
  outcome.items = incident.items.size();
  if (const auto place = place_of(counts, incident.group)) outcome.reports = counts.clusters[*place].reports;
  return outcome;
}

Case copied(const Case& incident) {
  Case result = incident;
  for (const char* publisher : {"second publisher", "third publisher"}) {
    for (Evidence evidence : incident.evidence) {
      evidence.id.text += publisher;
      evidence.origin = publisher;
      result.evidence.push_back(std::move(evidence));
    }
  }
  return result;
}

double difference(const Printed& a, const Printed& b) {
  double most = std::abs(a.unknown - b.unknown);
  for (std::size_t k = 0; k < a.share.size(); ++k) most = std::max(most, std::abs(a.share[k] - b.share[k]));
  return most;
}

std::optional<AnswerOutcome> state_outcome(const Printed& said, const Incident& incident, const Knowledge& known,
                                           const std::vector<std::optional<std::string>>& labels) {
  const auto truth = known.label(incident.group);
  if (!truth) return std::nullopt;
  std::map<std::string, double, std::less<>> states;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    if (labels[k]) states[*labels[k]] += said.share[k];
  }
  if (!states.contains(truth->state)) states[std::string(truth->state)] = 0.0;
  std::vector<double> share;
  std::size_t right = 0;
  for (const auto& [state, p] : states) {
    if (state == truth->state) right = share.size();
    share.push_back(p);
  }
  return outcome_of(incident.year, share, 0.0, right);
}

bool names_do_not_matter(const Printed& said, const std::vector<std::optional<std::string>>& labels,
                         double step_unknown) {
  std::set<std::string> states;
  for (const auto& label : labels) {
    if (label) states.insert(*label);
  }
  std::map<std::string, std::string> renamed;  // each state takes the next one's name
  for (auto state = states.begin(); state != states.end(); ++state) {
    const auto next = std::next(state);
    renamed[*state] = next == states.end() ? *states.begin() : *next;
  }
  std::vector<std::optional<std::string>> other = labels;
  for (auto& label : other) {
    if (label) label = renamed[*label];
  }
  std::vector<double> share = said.share;
  share.push_back(said.unknown);
  const StateShares before = state_shares(share, labels, step_unknown);
  const StateShares after = state_shares(share, other, step_unknown);
  return std::all_of(before.begin(), before.end(), [&](const auto& row) {
    const auto place = after.find(row.first ? std::optional<std::string>(renamed[*row.first]) : std::nullopt);
    return place != after.end() && place->second == row.second;
  });
}

}  // namespace whence
