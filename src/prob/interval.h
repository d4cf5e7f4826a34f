// Intervals around measured figures.
#pragma once

#include <cstdint>
#include <span>

namespace whence {

struct Bounds {
  double low = 0.0, high = 0.0;
};

// Wilson's 95 % score interval of a proportion; successes may be an expected number. {0, 1} for n = 0.
Bounds wilson(double successes, double n);
// 95 % percentile interval of the mean under resampling. Deterministic for a seed. {0, 0} for no values.
Bounds bootstrap_mean(std::span<const double> values, std::size_t rounds = 1000, std::uint64_t seed = 1);

// SplitMix64 (Steele, Lea, Flood 2014): small, fast, the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  // Uniform in [0, n). Requires: n > 0.
  std::size_t below(std::size_t n);
  // Uniform in [0, 1).
  double unit();

 private:
  std::uint64_t state_;
};

}  // namespace whence
