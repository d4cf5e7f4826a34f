// Fitting the learned behaviour score on earlier reports only. docs/model.md 2.5.0, docs/evaluation.md.
#pragma once

#include <map>
#include <vector>

#include "attribution/behaviour/behaviour.h"
#include "evaluation/incidents.h"

namespace whence {

// One incident, or a copy of it with planted items or without its software, as the fit sees it.
struct Lesson {
  int order = 0;  // year, or fold
  Compared compared;
  std::optional<std::size_t> truth;  // cluster; absent for a novel actor
  double weight = 1.0;
  bool copy = false;  // with planted items, or reduced to techniques
};

// A lesson for each incident that the record as of its cut can be compared with, and for known ones two copies: one
// with items of a decoy, weighing Settings::planted_weight, and one without software, weighing
// Settings::techniques_weight. The draw is seeded.
std::vector<Lesson> lessons(const Knowledge& known, const std::vector<Incident>& incidents, const Settings& settings);

// Weights for each order in (first, last]: fitted on lessons of earlier orders. `design` says which features each part
// uses; its own weights are not read. What the novelty score takes from the behaviour score is forward-chained too.
std::map<int, std::vector<FeatureWeight>> forward_chained(const std::vector<Lesson>& lessons, int first, int last,
                                                          const std::vector<FeatureWeight>& design,
                                                          const Settings& settings);
// The same without the novelty score.
std::map<int, std::vector<FeatureWeight>> forward_chained_parts(const std::vector<Lesson>& lessons, int first, int last,
                                                                const std::vector<FeatureWeight>& design,
                                                                const Settings& settings);
// Weights for each of `folds` orders: fitted on the lessons of all others.
std::map<int, std::vector<FeatureWeight>> cross_fitted(const std::vector<Lesson>& lessons, int folds,
                                                       const std::vector<FeatureWeight>& design,
                                                       const Settings& settings);

}  // namespace whence
