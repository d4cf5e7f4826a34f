// From logarithms of weights to shares that sum to one. Natural logarithms throughout; sums run in index order, so that
// the same input gives the same bits.
#pragma once

#include <span>
#include <vector>

namespace whence {

// ln Σ exp(x); -infinity for no terms or only -infinity.
double log_sum_exp(std::span<const double> x);
// exp(x_i) / Σ exp(x). Requires: at least one x is finite, none is +infinity or NaN.
std::vector<double> shares(std::span<const double> x);
// ln(p / (1 - p)) and its inverse.
double logit(double p);
double logistic(double x);

}  // namespace whence
