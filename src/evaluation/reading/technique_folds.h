// How well the technique classifier does on reports it has not seen, and what confidence its scores deserve.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "evaluation/reading/score.h"
#include "evaluation/reading/technique_corpus.h"

namespace whence {

// One sentence and what was made of it.
struct TechniqueOutcome {
  std::string truth;                // empty: none
  std::string guess, guess_of_set;  // among all techniques; among those that the set has
  std::vector<float> scores;        // by class
  std::size_t sentence = 0;         // place in the set
};

// Which of five parts each sentence is in: documents whole, largest first, always to the part with fewest sentences.
std::vector<std::size_t> folds_of(std::span<const LabelledSentence> sentences, std::size_t parts);

// Each part of reports and ordinary sentences read by a layer, as written, that was trained without it. `classes` of
// the model that the trainer builds on.
std::vector<TechniqueOutcome> cross_validated(const TechniqueCorpus& corpus, const ReportTrainer& trainer,
                                              const std::vector<std::string>& classes);
// The set read by a model as it ships.
std::vector<TechniqueOutcome> outcomes(std::span<const LabelledSentence> sentences, const NameSet& names,
                                       const TechniqueModel& model);

// micro_f1 and macro_f1 with all techniques as candidates, and both with the set's own (metric names end in "_own"), on
// sentences with a technique. Intervals: Wilson's for micro; resampled sentences for macro. Misses: one a line.
SetScore technique_score(std::span<const TechniqueOutcome> read, std::span<const LabelledSentence> sentences,
                         const std::string& set);

// The temperature that gives the least log loss, and the least threshold from which on `precision` of what is named is
// right, where a share `ordinary` of all sentences says no technique (they are weighted to that share).
Calibration calibrated(std::span<const TechniqueOutcome> read, double ordinary, double precision);

// Of sentences with a technique: the share named, and the share of the named ones that are right; and the share of
// sentences without one that are named all the same.
struct NamingFigures {
  double named = 0.0, right = 0.0, false_alarms = 0.0;
};
NamingFigures naming_figures(std::span<const TechniqueOutcome> read, const Calibration& calibration);

}  // namespace whence
