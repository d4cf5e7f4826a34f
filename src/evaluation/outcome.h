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
  double nameable_from = -1.0;  // the greatest naming_low under which a group would be named; -1: under none
  bool closest_right = false;   // whether the closest match, named or not, is the true group
  std::size_t items = 0;        // of evidence
  double reports = 0.0;         // on record for the true group; 0 if it is novel
  double framed = 0.0;          // expected: whether the decoy comes first; planted incidents only
};

// From shares over candidates that sum to 1 - unknown. `truth` is absent for a novel actor.
AnswerOutcome outcome_of(int year, std::span<const double> share, double unknown, std::optional<std::size_t> truth);

struct Slice {
  std::string protocol, set, method;
};
// Every figure of docs/evaluation.md that the outcomes allow, for all years and for the two blocks.
void add_rows(std::vector<EvaluationRow>& rows, const Slice& slice, std::span<const AnswerOutcome> outcomes);
// The same for outcomes that are one block. Requires: some outcomes.
void add_block(std::vector<EvaluationRow>& rows, const Slice& slice, const std::string& block,
               std::span<const AnswerOutcome> outcomes);

}  // namespace whence
