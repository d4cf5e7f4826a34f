// Choice among candidates by their features (McFadden 1974): P(i) = exp(w·x_i) / Σ_j exp(w·x_j), with a normal prior on
// w.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace whence {

// One choice: rows of features, of which `chosen` was taken.
struct Choice {
  std::size_t features = 0;  // length of a row
  std::vector<double> x;     // row after row, by candidate
  std::size_t chosen = 0;
  double weight = 1.0;

  std::size_t candidates() const { return x.size() / features; }
  std::span<const double> row(std::size_t candidate) const {
    return std::span<const double>(x).subspan(candidate * features, features);
  }
};

struct LogitFit {
  std::vector<double> w;
  double loss = 0.0;      // Σ weight · -ln P(chosen) + ridge/2 |w|², at w
  std::size_t steps = 0;  // of Newton's method
};

// The w that minimises the loss; unique for ridge > 0. Newton's method with halved steps, from 0; deterministic.
// Requires: at least one choice, ridge > 0.
LogitFit fit_conditional_logit(std::span<const Choice> choices, double ridge);
// The loss at any w; the oracle for the fit.
double conditional_logit_loss(std::span<const Choice> choices, double ridge, std::span<const double> w);

}  // namespace whence
