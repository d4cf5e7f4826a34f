#include "prob/interval.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/result.h"

namespace whence {

Bounds wilson(double successes, double n) {
  if (n <= 0.0) return {0.0, 1.0};
  constexpr double z = 1.959963984540054;  // of the normal distribution, two-sided 95 %
  const double p = successes / n;
  const double middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
  const double half = z / (1.0 + z * z / n) * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Bounds bootstrap_mean(std::span<const double> values, std::size_t rounds, std::uint64_t seed) {
  if (values.empty() || rounds == 0) return {0.0, 0.0};
  Random random(seed);
  std::vector<double> means(rounds);
  for (double& mean : means) {
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += values[random.below(values.size())];
    mean = sum / static_cast<double>(values.size());
  }
  std::sort(means.begin(), means.end());
  const auto at = [&](double share) {
    return means[static_cast<std::size_t>(share * static_cast<double>(rounds - 1))];
  };
  return {at(0.025), at(0.975)};
}

std::uint64_t Random::next() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

std::size_t Random::below(std::size_t n) {
  WHENCE_CHECK(n > 0);
  return static_cast<std::size_t>(unit() * static_cast<double>(n));
}

double Random::unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

}  // namespace whence
