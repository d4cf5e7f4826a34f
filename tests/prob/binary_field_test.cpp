#include "prob/binary_field.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "prob/interval.h"

using namespace whence;

namespace {

// Ties of the strengths that shared objects have: likelihood ratios of 1 to 50, κ = .05.
BinaryField random_field(Random& random, std::size_t size, std::size_t extra) {
  BinaryField field;
  for (std::size_t i = 0; i < size; ++i) field.prior.push_back(i == 0 ? 1.0 : 0.01 + 0.04 * random.unit());
  const auto tie = [&](std::size_t a, std::size_t b) {
    const double ratio = std::exp(std::log(50.0) * random.unit());
    field.ties.push_back({a, b, ratio, 0.95 + 0.05 * ratio});
  };
  for (std::size_t i = 1; i < size; ++i) tie(random.below(i), i);
  for (std::size_t k = 0; k < extra; ++k) {
    const std::size_t a = random.below(size);
    const std::size_t b = random.below(size);
    if (a != b) tie(a, b);
  }
  return field;
}

double farthest(const std::vector<double>& x, const std::vector<double>& y) {
  double most = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) most = std::max(most, std::abs(x[i] - y[i]));
  return most;
}

}  // namespace

TEST_CASE("elimination and counting every state agree on 1,000 random graphs to 1e-10") {
  Random random(1);
  for (int round = 0; round < 1000; ++round) {
    const BinaryField field = random_field(random, 2 + random.below(9), random.below(12));
    const auto exact = marginals_by_elimination(field, 15);
    REQUIRE(exact);
    CAPTURE(round);
    REQUIRE(farthest(*exact, marginals_by_enumeration(field)) < 1e-10);
  }
}

TEST_CASE("propagation and elimination agree on 1,000 random forests to 1e-5") {
  Random random(2);
  for (int round = 0; round < 1000; ++round) {
    const BinaryField field = random_field(random, 2 + random.below(12), 0);
    const Propagation loopy = marginals_by_propagation(field, {});
    CAPTURE(round);
    REQUIRE(loopy.converged);
    REQUIRE(farthest(loopy.marginals, *marginals_by_elimination(field, 15)) < 1e-5);
  }
}

TEST_CASE("propagation is within .12 of elimination on 1,000 random graphs with cycles, within .003 on the mean") {
  Random random(3);
  double worst = 0.0;
  double sum = 0.0;
  std::size_t unknowns = 0;
  std::size_t converged = 0;
  for (int round = 0; round < 1000; ++round) {
    const BinaryField field = random_field(random, 4 + random.below(7), 1 + random.below(2));
    const Propagation loopy = marginals_by_propagation(field, {});
    const auto exact = marginals_by_elimination(field, 15);
    converged += loopy.converged ? 1U : 0U;
    worst = std::max(worst, farthest(loopy.marginals, *exact));
    for (std::size_t i = 1; i < field.prior.size(); ++i, ++unknowns) sum += std::abs(loopy.marginals[i] - (*exact)[i]);
  }
  MESSAGE("mean error ", sum / static_cast<double>(unknowns), ", worst ", worst, ", converged ", converged);
  CHECK(sum / static_cast<double>(unknowns) < 0.003);
  CHECK(worst < 0.12);
  CHECK(converged == 1000);
}

TEST_CASE("bounds hold the truth, however few unknowns may be summed over at once") {
  Random random(4);
  std::size_t apart = 0;
  for (int round = 0; round < 300; ++round) {
    const BinaryField field = random_field(random, 5 + random.below(7), 6 + random.below(12));
    const auto truth = marginals_by_enumeration(field);
    const auto bounds = marginal_bounds(field, 2);
    CAPTURE(round);
    for (std::size_t i = 0; i < truth.size(); ++i) {
      REQUIRE(bounds[i].low <= truth[i] + 1e-12);
      REQUIRE(bounds[i].high >= truth[i] - 1e-12);
      apart += bounds[i].high - bounds[i].low > 1e-6 ? 1U : 0U;
    }
  }
  CHECK(apart > 300);
}

TEST_CASE("bounds are given for large graphs of many cycles, whatever order of elimination they lead to") {
  Random random(5);
  for (int round = 0; round < 60; ++round) {
    const BinaryField field = random_field(random, 60, 50 + random.below(60));
    for (const std::size_t width : {1U, 2U, 3U, 5U}) {
      for (const Bounds& each : marginal_bounds(field, width)) {
        REQUIRE(each.low >= 0.0);
        REQUIRE(each.low <= each.high + 1e-12);
        REQUIRE(each.high <= 1.0);
      }
    }
  }
}

TEST_CASE("too wide a graph is refused, not guessed") {
  BinaryField field{std::vector<double>(8, 0.5), {}};
  for (std::size_t a = 0; a < 8; ++a) {
    for (std::size_t b = a + 1; b < 8; ++b) field.ties.push_back({a, b, 2.0, 1.05});
  }
  CHECK_FALSE(marginals_by_elimination(field, 6));
  CHECK(marginals_by_elimination(field, 7));
}

TEST_CASE("fixed unknowns stay as they are and say what they say") {
  const BinaryField field{{1.0, 0.02, 0.0}, {{0, 1, 10.0, 1.45}, {2, 1, 5.0, 1.2}}};
  const double odds = 0.02 / 0.98 * 10.0 / 1.2;
  for (const auto& p : {*marginals_by_elimination(field, 15), marginals_by_propagation(field, {}).marginals}) {
    CHECK(p[0] == 1.0);
    CHECK(p[1] == doctest::Approx(odds / (1.0 + odds)));
    CHECK(p[2] == 0.0);
  }
}
