#include "evaluation/reading/technique_training.h"

#include <algorithm>
#include <cmath>

#include "base/result.h"
#include "prob/interval.h"

namespace whence {
namespace {

// Fisher and Yates, with our own generator: std::shuffle differs between libraries.
void shuffle(std::vector<std::uint32_t>& order, Random& random) {
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
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

}  // namespace

std::vector<float> inverse_frequencies(const FeatureRows& rows, const FeatureSettings& settings, std::size_t least) {
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
void class_scores(const std::vector<Feature>& row, std::span<const float> weights, std::span<float> z) {
  std::fill(z.begin(), z.end(), 0.0F);
  for (const Feature& feature : row) {
    const float* w = weights.data() + feature.index * z.size();
    for (std::size_t c = 0; c < z.size(); ++c) z[c] += feature.value * w[c];
  }
}

void train(const FeatureRows& rows, const TrainingSet& set, std::size_t classes, const TrainingSettings& settings,
           std::vector<float>& weights) {
  const std::size_t features = (std::size_t{1} << settings.features.bits) + 1;
  WHENCE_CHECK(set.rows.size() == set.labels.size() && set.rows.size() == set.emphasis.size());
  WHENCE_CHECK(weights.size() == features * classes);
  std::vector<float> seen(features, 1e-6F), z(classes);
  std::vector<std::uint32_t> order(set.rows.size()), active;
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  Random random(settings.seed);
  const float even = settings.smoothing / static_cast<float>(classes);
  for (unsigned round = 0; round < settings.rounds; ++round) {
    const float done = static_cast<float>(round) / static_cast<float>(settings.rounds);
    const float step = settings.step * (1.0F - 0.9F * done);
    shuffle(order, random);
    for (const std::uint32_t i : order) {
      const auto& row = rows[set.rows[i]];
      class_scores(row, weights, z);
      softmax(z);
      active.clear();
      float squares = 0.0F;
      for (std::size_t c = 0; c < classes; ++c) {
        const float wanted = c == set.labels[i] ? 1.0F - settings.smoothing + even : even;
        z[c] = set.emphasis[i] * (z[c] - wanted);
        if (std::abs(z[c]) < settings.least_gradient) continue;
        active.push_back(static_cast<std::uint32_t>(c));
        squares += z[c] * z[c];
      }
      for (const Feature& feature : row) {
        seen[feature.index] += squares * feature.value * feature.value;
        const float rate = step / std::sqrt(seen[feature.index]);
        const float kept = 1.0F - step * settings.shrinkage * set.emphasis[i];
        float* w = weights.data() + feature.index * classes;
        for (const std::uint32_t c : active) w[c] = w[c] * kept - rate * feature.value * z[c];
      }
    }
  }
}

}  // namespace whence
