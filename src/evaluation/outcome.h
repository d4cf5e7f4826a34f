// What a method said about incidents and what was true, and the figures that follow.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/evaluation.h"
#include "prob/score.h"

namespace whence {

// One incident under one method.
struct AnswerOutcome {
  int year = 0;
  bool known = false;         // the true group is among the candidates
  RankScore rank;             // of the true group among the candidates; known incidents only
  double truth_closed = 0.0;  // p(truth | known); known incidents only
  double brier = 0.0;         // over the candidates, given known; known incidents only
  double top_closed = 0.0;    // greatest p(g | known)
  double top_right = 0.0;     // expected: whether that group is the true one
  double unknown = 0.0;       // printed share of nobody we know
  double top_open = 0.0;      // greatest printed share of a group; 0 for methods without an unknown
  double open_truth = 0.0;    // printed share of what was true
  double top_open_right = 0.0;
  bool ranks_only = false;                  // a method that states no chances
  bool named = false, named_right = false;  // in the headline
  double framed = 0.0;                      // expected: whether the decoy comes first; planted incidents only
};

// From shares over candidates that sum to 1 - unknown. `truth` is absent for a novel actor.
AnswerOutcome outcome_of(int year, std::span<const double> share, double unknown, std::optional<std::size_t> truth);

struct Slice {
  std::string protocol, set, method;
};
// Every figure of docs/evaluation.md that the outcomes allow, for all years and for the two blocks.
void add_rows(std::vector<EvaluationRow>& rows, const Slice& slice, std::span<const AnswerOutcome> outcomes);

}  // namespace whence
