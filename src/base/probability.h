// Numbers that must not be mixed up: a chance, a weight of evidence, the logarithm of a chance.
#pragma once

#include <cmath>
#include <compare>

#include "base/result.h"

namespace whence {

// A chance in [0, 1].
class Probability {
 public:
  constexpr Probability() = default;
  explicit Probability(double value) : value_(value) { WHENCE_CHECK(value >= 0.0 && value <= 1.0); }
  constexpr double value() const { return value_; }
  auto operator<=>(const Probability&) const = default;

 private:
  double value_ = 0.0;
};

// A log-likelihood ratio in nats (natural logarithm). Positive speaks for the hypothesis.
struct Weight {
  double nats = 0.0;
  auto operator<=>(const Weight&) const = default;
  Weight operator+(Weight other) const { return {nats + other.nats}; }
  Weight operator-(Weight other) const { return {nats - other.nats}; }
};

// The natural logarithm of a chance or of an unnormalised likelihood; -infinity for zero.
struct LogProb {
  double nats = -INFINITY;
  auto operator<=>(const LogProb&) const = default;
  LogProb operator+(LogProb other) const { return {nats + other.nats}; }
  LogProb operator+(Weight weight) const { return {nats + weight.nats}; }
};

}  // namespace whence
