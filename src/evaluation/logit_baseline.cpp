#include "evaluation/logit_baseline.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string>

namespace whence {
namespace {

using enum BehaviourFeature;
constexpr BehaviourFeature five[] = {recent_match, naive_bayes_scaled, nearest_report, exclusive_software, reports};

std::vector<FeatureWeight> design_of(bool all) {
  std::vector<FeatureWeight> design;
  for (std::size_t at = 0; at < feature_count; ++at) {
    const auto feature = static_cast<BehaviourFeature>(at);
    if (!all && std::find(std::begin(five), std::end(five), feature) == std::end(five)) continue;
    FeatureWeight row;
    row.model = "logit";
    row.feature = name_of(feature);
    design.push_back(std::move(row));
  }
  return design;
}

}  // namespace

void add_logit_baselines(std::vector<EvaluationRow>& rows, const std::vector<Lesson>& lessons, const Settings& settings,
                         int from, int to) {
  std::vector<Lesson> plain;
  std::copy_if(lessons.begin(), lessons.end(), std::back_inserter(plain),
               [](const Lesson& lesson) { return !lesson.copy && lesson.truth.has_value(); });
  for (const bool all : {false, true}) {
    const auto weights = forward_chained_parts(plain, from - 1, to, design_of(all), settings);
    std::vector<AnswerOutcome> outcomes;
    for (const Lesson& lesson : plain) {
      const auto of_year = weights.find(lesson.order);
      if (of_year == weights.end()) continue;
      const auto model = behaviour_model(of_year->second);
      WHENCE_CHECK(model);  // these are our own rows
      std::vector<double> share = log_known_shares(model.value(), lesson.compared.features);
      for (double& nats : share) nats = std::exp(nats);
      outcomes.push_back(outcome_of(lesson.order, share, 0.0, lesson.truth));
    }
    add_rows(rows, {"A", "both", all ? "logit-20" : "logit-5"}, outcomes);
  }
}

}  // namespace whence
