// Protocols A, B and D: how well the model and simple methods find the group that later reports name. Baselines run on
// the same incidents in the same pass. Method "whence" is weigh() with the given priors, unknown mass included.
#pragma once

#include <functional>
#include <vector>

#include "evaluation/outcome.h"
#include "knowledge/knowledge.h"
#include "model/evaluation.h"
#include "model/priors.h"

namespace whence {

struct AttributionEvaluation {
  std::vector<EvaluationRow> rows;
  std::vector<SkillRow> skill;         // what answers print as measured skill
  std::vector<FeatureWeight> weights;  // fitted on all years, to ship; empty if the learned score is off
};

using EvaluationProgress = std::function<void(std::size_t done, std::size_t total)>;

Result<AttributionEvaluation> evaluate_attribution(const Knowledge& known, const Priors& priors,
                                                   const EvaluationProgress& progress = {});

}  // namespace whence
