// Measures this build with its own data.
#pragma once

#include <string>

#include "base/result.h"
#include "engine/engine.h"
#include "evaluation/attribution.h"

namespace whence {

// Protocols and baselines of docs/evaluation.md, from the tables in use.
Result<AttributionEvaluation> evaluate_attribution(const Data& data, const ProgressCall& progress);
// Writes FOLDER/priors/skill.tsv, which answers print as measured skill.
Result<void> write_skill(const AttributionEvaluation& measured, const std::string& folder);
// Writes FOLDER/priors/behaviour-weights.tsv, fitted on the reports of all years.
Result<void> write_weights(const AttributionEvaluation& measured, const std::string& folder);

}  // namespace whence
