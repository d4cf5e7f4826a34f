#include "prob/shares.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/result.h"

namespace whence {

double log_sum_exp(std::span<const double> x) {
  if (x.empty()) return -std::numeric_limits<double>::infinity();
  const double top = *std::max_element(x.begin(), x.end());
  if (!std::isfinite(top)) return top;
  double sum = 0.0;
  for (const double value : x) sum += std::exp(value - top);
  return top + std::log(sum);
}

std::vector<double> shares(std::span<const double> x) {
  const double total = log_sum_exp(x);
  WHENCE_CHECK(std::isfinite(total));
  std::vector<double> p(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) p[i] = std::exp(x[i] - total);
  return p;
}

double logit(double p) { return std::log(p) - std::log1p(-p); }
double logistic(double x) { return x >= 0.0 ? 1.0 / (1.0 + std::exp(-x)) : std::exp(x) / (1.0 + std::exp(x)); }

}  // namespace whence
