// No state is special to the reader: the same sentence about other states gives the same claims. docs/evaluation.md.
#pragma once

#include "evaluation/reading/score.h"
#include "evaluation/reading/templates.h"

namespace whence {

struct SymmetryTables {
  const Table& forms;  // data/gazetteer/forms.tsv
  const Table& verbs;  // data/reading/verbs.tsv
  const CountryNames& names;
};

// Every example of every frame, filled with 30 ordered pairs of states, each pair in both orders, names in several
// forms, and turned to the passive where frame and sentence allow. Right: the claims of the example itself with the
// states exchanged. Rows: same_claims of the sentences filled, unfilled of all that were to be filled.
Result<SetScore> score_symmetry(const std::vector<Frame>& frames, const SymmetryTables& tables, const ReadCall& read);

}  // namespace whence
