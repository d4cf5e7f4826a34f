// Conditional logits over the generic features of the behaviour score, as baselines: fitted forward-chained on earlier
// reports as they were, without planted copies, without an exponent, without caps. docs/evaluation.md.
#pragma once

#include <vector>

#include "evaluation/outcome.h"
#include "evaluation/training.h"

namespace whence {

// "logit-5": fading BM25, the smoothed multinomial, nearest report, exclusive software, report count. "logit-20": every
// feature. Tested on known incidents of the years [from, to].
void add_logit_baselines(std::vector<EvaluationRow>& rows, const std::vector<Lesson>& lessons, const Settings& settings,
                         int from, int to);

}  // namespace whence
