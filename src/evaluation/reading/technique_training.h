// Training of the technique classifier: multinomial logistic regression by stochastic gradient steps whose length falls
// with what each feature has seen (AdaGrad; Duchi, Hazan, Singer 2011). Deterministic: same examples, same order, same
// settings, same weights.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reading/techniques/technique_features.h"

namespace whence {

struct TrainingSettings {
  unsigned rounds = 8;           // passes over the examples
  float step = 0.5F;             // falls linearly to a tenth
  float shrinkage = 1e-5F;       // of the weights of a feature, each time it is seen, per unit of step
  float smoothing = 0.05F;       // share of an example's label spread over all classes
  float least_gradient = 1e-4F;  // classes with less are left alone in a step
  std::uint64_t seed = 1;
};

// Features of one sentence, weighed.
using FeatureRow = std::vector<Feature>;

// ln((n + 1) / (n with the feature + 1)) + 1 in steps of 1/16, as the written model keeps it; 0 for features of fewer
// than `least` rows. By feature, the constant one left out.
std::vector<float> inverse_frequencies(std::span<const FeatureRow> rows, const FeatureSettings& settings,
                                       std::size_t least);

struct TrainingExample {
  const FeatureRow* row = nullptr;
  const std::vector<float>* given = nullptr;  // scores by class that stay as they are; none: 0
  std::uint32_t label = 0;                    // class
  float emphasis = 1.0F;                      // how much it counts
};

// Weights of some of the classes, feature by feature.
struct DenseWeights {
  std::vector<std::uint32_t> columns;  // classes, rising
  std::vector<float> weights;          // features × columns
};

// Weights for `columns` that, added to what is given, tell the labels among `classes`. `features` counts the constant.
DenseWeights train(std::vector<TrainingExample> examples, std::vector<std::uint32_t> columns, std::size_t classes,
                   std::size_t features, const TrainingSettings& settings);

// scores[i] = Σ value × weight, by column.
void column_scores(const FeatureRow& row, std::span<const float> weights, std::span<float> scores);

}  // namespace whence
