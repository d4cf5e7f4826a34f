#include "prob/rate.h"

#include <cmath>

#include <doctest/doctest.h>

using namespace whence;
using doctest::Approx;

TEST_CASE("the chance of at least k is one less the chances of fewer") {
  // The oracle sums the distribution itself, from the predictive integral's own recurrence.
  const RatePrior prior{0.5, 1.0};
  for (const std::size_t n : {0UL, 3UL, 15UL}) {
    for (const double years : {0.0, 4.0, 17.25}) {
      const double r = prior.a + static_cast<double>(n), p = (prior.b + years) / (prior.b + years + 1.0);
      double term = std::pow(p, r), below = 0.0;
      for (std::size_t k = 0; k < 12; ++k) {
        CHECK(chance_of_at_least(prior, n, years, k, 1.0) == Approx(1.0 - below).epsilon(1e-9));
        below += term;
        term *= (r + static_cast<double>(k)) / static_cast<double>(k + 1) * (1.0 - p);
      }
    }
  }
}

TEST_CASE("the marginal likelihood is the integral over the rate") {
  // m(n, T) = ∫ Gamma(λ; a, b) λ^n e^(-λT) dλ, by the midpoint rule in √λ, which tames the density at 0.
  const RatePrior prior{0.5, 1.0};
  for (const std::size_t n : {0UL, 1UL, 5UL}) {
    const double years = 3.0;
    double sum = 0.0;
    constexpr int steps = 200'000;
    const double top = 6.0, width = top / steps;
    for (int i = 0; i < steps; ++i) {
      const double x = (i + 0.5) * width, rate = x * x;
      const double density =
          std::pow(prior.b, prior.a) * std::pow(rate, prior.a - 1.0) * std::exp(-prior.b * rate) / std::tgamma(prior.a);
      sum += density * std::pow(rate, static_cast<double>(n)) * std::exp(-rate * years) * 2.0 * x * width;
    }
    CHECK(std::exp(log_marginal(prior, n, years)) == Approx(sum).epsilon(1e-4));
  }
}

TEST_CASE("a change is found where the rate changes, and none where it does not") {
  std::vector<std::size_t> counts(120, 0);
  for (std::size_t i = 80; i < 120; i += 4) counts[i] = 1;
  const auto change = rate_change(counts, 0, counts.size(), RatePrior{}, 6);
  REQUIRE(change);
  CHECK(change->month == 80);
  CHECK(change->factor > 10.0);
  CHECK(change->n_before == 0);
  CHECK(change->n_after == 10);
  CHECK(rate_changes(counts, RatePrior{}, 6, 10.0).size() == 1);

  std::vector<std::size_t> even(120, 0);
  for (std::size_t i = 5; i < 120; i += 12) even[i] = 1;
  CHECK(rate_change(even, 0, even.size(), RatePrior{}, 6)->factor < 1.0);
  CHECK(rate_changes(even, RatePrior{}, 6, 10.0).empty());
  CHECK_FALSE(rate_change(even, 0, 12, RatePrior{}, 6));
}

TEST_CASE("several changes are found by splitting, in order of time") {
  std::vector<std::size_t> counts(240, 0);
  for (std::size_t i = 80; i < 140; i += 2) counts[i] = 1;
  const auto changes = rate_changes(counts, RatePrior{}, 6, 10.0);
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].month == 80);
  CHECK(changes[0].after > changes[0].before);
  CHECK(changes[1].month > 135);
  CHECK(changes[1].month < 145);
  CHECK(changes[1].after < changes[1].before);
}

TEST_CASE("surprise is the bits of the chance") {
  CHECK(surprise_bits(1.0) == 0.0);
  CHECK(surprise_bits(0.125) == Approx(3.0));
}
