// Training of the technique classifier: multinomial logistic regression by stochastic gradient steps whose length falls
// with what each feature has seen (AdaGrad; Duchi, Hazan, Singer 2011). Deterministic: same examples, same order, same
// settings, same weights.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "reading/technique_features.h"

namespace whence {

struct TrainingSettings {
  FeatureSettings features;
  unsigned rounds = 8;           // passes over the examples
  float step = 0.5F;             // falls linearly to a tenth
  float shrinkage = 1e-5F;       // of the weights of a feature, each time it is seen, per unit of step
  float smoothing = 0.05F;       // share of an example's label spread over all classes
  float least_gradient = 1e-4F;  // classes with less are left alone in a step
  std::uint64_t seed = 1;
};

// Sentences made ready: features with idf applied.
using FeatureRows = std::vector<std::vector<Feature>>;

// ln((n + 1) / (n with the feature + 1)) + 1 in steps of 1/16, as the written model keeps it; 0 for features of fewer
// than `least` rows.
std::vector<float> inverse_frequencies(const FeatureRows& rows, const FeatureSettings& settings, std::size_t least);

// What a run of training goes through: rows by index, their class, how much each counts.
struct TrainingSet {
  std::vector<std::uint32_t> rows, labels;
  std::vector<float> emphasis;
};

// Changes `weights` (features × classes, feature by feature; zeros to begin with) towards telling the labels.
void train(const FeatureRows& rows, const TrainingSet& set, std::size_t classes, const TrainingSettings& settings,
           std::vector<float>& weights);

// z[c] = Σ feature × weight.
void class_scores(const std::vector<Feature>& row, std::span<const float> weights, std::span<float> z);

}  // namespace whence
