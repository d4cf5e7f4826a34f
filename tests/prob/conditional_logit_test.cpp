#include "prob/conditional_logit.h"

#include <cmath>

#include <doctest/doctest.h>

#include "prob/interval.h"
#include "prob/shares.h"

using namespace whence;
using doctest::Approx;

namespace {

// Choices drawn from known weights.
std::vector<Choice> drawn(const std::vector<double>& w, std::size_t n, std::uint64_t seed) {
  Random random(seed);
  std::vector<Choice> choices(n);
  for (Choice& choice : choices) {
    choice.features = w.size();
    std::vector<double> score;
    for (int candidate = 0; candidate < 6; ++candidate) {
      double sum = 0.0;
      for (const double weight : w) {
        choice.x.push_back(2.0 * random.unit() - 1.0);
        sum += weight * choice.x.back();
      }
      score.push_back(sum);
    }
    double at = random.unit();
    const std::vector<double> p = shares(score);
    while (choice.chosen + 1 < p.size() && at >= p[choice.chosen]) at -= p[choice.chosen++];
  }
  return choices;
}

}  // namespace

TEST_CASE("the fit finds the weights that made the choices") {
  const std::vector<double> w = {1.5, -0.7, 0.0};
  const LogitFit fit = fit_conditional_logit(drawn(w, 6000, 21), 1e-6);
  for (std::size_t j = 0; j < w.size(); ++j) CHECK(std::abs(fit.w[j] - w[j]) < .12);
}

TEST_CASE("no small step from the fit lowers the loss, with or without weights and ridge") {
  for (const double ridge : {0.01, 5.0}) {
    std::vector<Choice> choices = drawn({0.5, 2.0}, 80, 22);
    for (std::size_t i = 0; i < choices.size(); ++i) choices[i].weight = i % 3 == 0 ? 0.2 : 1.0;
    const LogitFit fit = fit_conditional_logit(choices, ridge);
    CHECK(fit.loss == Approx(conditional_logit_loss(choices, ridge, fit.w)));
    for (std::size_t j = 0; j < fit.w.size(); ++j) {
      for (const double step : {-1e-3, 1e-3}) {
        std::vector<double> near = fit.w;
        near[j] += step;
        CHECK(conditional_logit_loss(choices, ridge, near) > fit.loss);
      }
    }
  }
}

TEST_CASE("a stronger ridge draws the weights towards nothing, and separable choices stay finite") {
  std::vector<Choice> choices(10);
  for (Choice& choice : choices) choice = {1, {1.0, 0.0}, 0, 1.0};
  const double loose = fit_conditional_logit(choices, 0.1).w[0];
  const double tight = fit_conditional_logit(choices, 10.0).w[0];
  CHECK(loose > tight);
  CHECK(tight > 0.0);
  CHECK(std::isfinite(loose));
}
