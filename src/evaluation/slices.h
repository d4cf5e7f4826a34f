// How the figures of method "whence" depend on the evidence, on the record and on the naming rule's threshold, and how
// often stated shares were right. Every row has its n. docs/evaluation.md.
#pragma once

#include <span>
#include <vector>

#include "evaluation/outcome.h"

namespace whence {

// By number of items, and known incidents by number of reports on record for the true group.
void add_slices(std::vector<EvaluationRow>& rows, const Slice& slice, std::span<const AnswerOutcome> outcomes);

// For thresholds of .05 to .95: headline_coverage and headline_wrong over known incidents, headline_wrong_novel over
// novel ones where there are any. Other conditions of the rule stay.
void add_naming_curve(std::vector<EvaluationRow>& rows, const Slice& slice, std::span<const AnswerOutcome> outcomes);

// For ten bands of a group's greatest printed share: metric "stated", the mean share, and "right", how often that group
// was the true one; of novel incidents it never is.
void add_reliability(std::vector<EvaluationRow>& rows, const Slice& slice, std::span<const AnswerOutcome> outcomes);

}  // namespace whence
