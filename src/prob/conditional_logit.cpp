#include "prob/conditional_logit.h"

#include <cmath>

#include "base/result.h"
#include "prob/shares.h"

namespace whence {
namespace {

constexpr std::size_t most_steps = 50;
constexpr double enough = 1e-10;  // relative fall of the loss that ends the search

double dot(std::span<const double> a, std::span<const double> b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

std::vector<double> scores(const Choice& choice, std::span<const double> w) {
  std::vector<double> result(choice.candidates());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = dot(choice.row(i), w);
  return result;
}

// Symmetric matrices by row; only the lower triangle is read.
using Matrix = std::vector<std::vector<double>>;

// Gradient and Hessian of the loss at w.
void derivatives(std::span<const Choice> choices, double ridge, std::span<const double> w,
                 std::vector<double>& gradient, Matrix& hessian) {
  const std::size_t d = w.size();
  gradient.assign(d, 0.0);
  hessian.assign(d, std::vector<double>(d, 0.0));
  std::vector<double> mean(d);
  for (const Choice& choice : choices) {
    const std::vector<double> p = shares(scores(choice, w));
    mean.assign(d, 0.0);
    for (std::size_t i = 0; i < p.size(); ++i) {
      const double weight = choice.weight * p[i];
      const std::span<const double> x = choice.row(i);
      for (std::size_t a = 0; a < d; ++a) {
        mean[a] += p[i] * x[a];
        for (std::size_t b = 0; b <= a; ++b) hessian[a][b] += weight * x[a] * x[b];
      }
    }
    for (std::size_t a = 0; a < d; ++a) {
      gradient[a] += choice.weight * (mean[a] - choice.row(choice.chosen)[a]);
      for (std::size_t b = 0; b <= a; ++b) hessian[a][b] -= choice.weight * mean[a] * mean[b];
    }
  }
  for (std::size_t a = 0; a < d; ++a) {
    gradient[a] += ridge * w[a];
    hessian[a][a] += ridge;
  }
}

// Solves H s = g for positive definite H by Cholesky's method; H becomes its factor.
std::vector<double> solved(Matrix& h, std::vector<double> s) {
  const std::size_t d = s.size();
  for (std::size_t a = 0; a < d; ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      double sum = h[a][b];
      for (std::size_t c = 0; c < b; ++c) sum -= h[a][c] * h[b][c];
      h[a][b] = a == b ? std::sqrt(sum) : sum / h[b][b];
    }
  }
  for (std::size_t a = 0; a < d; ++a) {
    for (std::size_t c = 0; c < a; ++c) s[a] -= h[a][c] * s[c];
    s[a] /= h[a][a];
  }
  for (std::size_t a = d; a-- > 0;) {
    for (std::size_t c = a + 1; c < d; ++c) s[a] -= h[c][a] * s[c];
    s[a] /= h[a][a];
  }
  return s;
}

}  // namespace

double conditional_logit_loss(std::span<const Choice> choices, double ridge, std::span<const double> w) {
  double loss = ridge / 2.0 * dot(w, w);
  for (const Choice& choice : choices) {
    const std::vector<double> s = scores(choice, w);
    loss += choice.weight * (log_sum_exp(s) - s[choice.chosen]);
  }
  return loss;
}

LogitFit fit_conditional_logit(std::span<const Choice> choices, double ridge) {
  WHENCE_CHECK(!choices.empty() && ridge > 0.0);
  LogitFit fit;
  fit.w.assign(choices.front().features, 0.0);
  fit.loss = conditional_logit_loss(choices, ridge, fit.w);
  std::vector<double> gradient;
  Matrix hessian;
  for (; fit.steps < most_steps; ++fit.steps) {
    derivatives(choices, ridge, fit.w, gradient, hessian);
    const std::vector<double> step = solved(hessian, gradient);
    std::vector<double> next(fit.w.size());
    double length = 1.0;
    double loss = 0.0;
    do {
      for (std::size_t a = 0; a < next.size(); ++a) next[a] = fit.w[a] - length * step[a];
      loss = conditional_logit_loss(choices, ridge, next);
      length /= 2.0;
    } while (loss > fit.loss && length > 1e-6);
    if (loss > fit.loss) break;
    const double fall = fit.loss - loss;
    fit.w = next;
    fit.loss = loss;
    if (fall <= enough * (1.0 + std::abs(loss))) break;
  }
  return fit;
}

}  // namespace whence
