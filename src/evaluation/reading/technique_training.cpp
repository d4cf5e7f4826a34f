#include "evaluation/reading/technique_training.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/result.h"
#include "prob/interval.h"

namespace whence {
namespace {

// Fisher and Yates, with our own generator: std::shuffle differs between libraries.
void shuffle(std::vector<TrainingExample>& examples, Random& random) {
  for (std::size_t i = examples.size(); i > 1; --i) std::swap(examples[i - 1], examples[random.below(i)]);
}

// The largest first removed, so that exp cannot overflow. Turns scores into shares.
void softmax(std::span<float> z) {
  const float most = *std::max_element(z.begin(), z.end());
  float sum = 0.0F;
  for (float& value : z) {
    value = std::exp(value - most);
    sum += value;
  }
  for (float& value : z) value /= sum;
}

class Descent {
 public:
  Descent(std::vector<std::uint32_t> columns, std::size_t classes, std::size_t features,
          const TrainingSettings& settings)
      : settings_(settings), seen_(features, 1e-6F), shares_(classes), pull_(columns.size()) {
    learnt_.weights.assign(features * columns.size(), 0.0F);
    learnt_.columns = std::move(columns);
  }

  void step(const TrainingExample& example, float length) {
    find_pull(example);
    const float squares = choose_active();
    const float kept = 1.0F - length * settings_.shrinkage * example.emphasis;
    for (const Feature& feature : *example.row) {
      float& seen = seen_[feature.index];
      seen += squares * feature.value * feature.value;
      const float rate = length / std::sqrt(seen);
      float* w = learnt_.weights.data() + feature.index * pull_.size();
      for (const std::uint32_t i : active_) w[i] = w[i] * kept - rate * feature.value * pull_[i];
    }
  }

  DenseWeights learnt() && { return std::move(learnt_); }

 private:
  // pull = emphasis × (share - wanted share), by column.
  void find_pull(const TrainingExample& example) {
    column_scores(*example.row, learnt_.weights, pull_);
    if (example.given != nullptr) {
      shares_ = *example.given;
    } else {
      std::fill(shares_.begin(), shares_.end(), 0.0F);
    }
    for (std::size_t i = 0; i < pull_.size(); ++i) shares_[learnt_.columns[i]] += pull_[i];
    softmax(shares_);
    const float even = settings_.smoothing / static_cast<float>(shares_.size());
    for (std::size_t i = 0; i < pull_.size(); ++i) {
      const bool label = learnt_.columns[i] == example.label;
      pull_[i] = example.emphasis * (shares_[learnt_.columns[i]] - even - (label ? 1.0F - settings_.smoothing : 0.0F));
    }
  }

  // Columns with a pull worth following; answers the sum of its squares.
  float choose_active() {
    active_.clear();
    float squares = 0.0F;
    for (std::uint32_t i = 0; i < pull_.size(); ++i) {
      if (std::abs(pull_[i]) < settings_.least_gradient) continue;
      active_.push_back(i);
      squares += pull_[i] * pull_[i];
    }
    return squares;
  }

  TrainingSettings settings_;
  DenseWeights learnt_;
  std::vector<float> seen_;            // by feature, the sum of its squared gradients
  std::vector<float> shares_, pull_;   // by class; by column
  std::vector<std::uint32_t> active_;  // columns
};

}  // namespace

std::vector<float> inverse_frequencies(std::span<const FeatureRow> rows, const FeatureSettings& settings,
                                       std::size_t least) {
  std::vector<float> counts(std::size_t{1} << settings.bits, 0.0F);
  for (const auto& row : rows) {
    for (const Feature& feature : row) counts[feature.index] += 1.0F;
  }
  const float all = static_cast<float>(rows.size()) + 1.0F;
  for (float& count : counts) {
    const bool kept = count >= static_cast<float>(least);
    count = kept ? std::round(16.0F * (std::log(all / (count + 1.0F)) + 1.0F)) / 16.0F : 0.0F;
  }
  return counts;
}

// Wider registers add nothing up in another order: each class has its own sum.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
__attribute__((target_clones("avx2", "default")))
#endif
void column_scores(const FeatureRow& row, std::span<const float> weights, std::span<float> scores) {
  std::fill(scores.begin(), scores.end(), 0.0F);
  for (const Feature& feature : row) {
    const float* w = weights.data() + feature.index * scores.size();
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i] += feature.value * w[i];
  }
}

DenseWeights train(std::vector<TrainingExample> examples, std::vector<std::uint32_t> columns, std::size_t classes,
                   std::size_t features, const TrainingSettings& settings) {
  Descent descent(std::move(columns), classes, features, settings);
  Random random(settings.seed);
  for (unsigned round = 0; round < settings.rounds; ++round) {
    const float done = static_cast<float>(round) / static_cast<float>(settings.rounds);
    shuffle(examples, random);
    for (const TrainingExample& example : examples) descent.step(example, settings.step * (1.0F - 0.9F * done));
  }
  return std::move(descent).learnt();
}

}  // namespace whence
