#include "prob/score.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>

#include "prob/interval.h"
#include "prob/shares.h"

using namespace whence;
using doctest::Approx;

namespace {

// The oracle: every order of the hypotheses that respects the scores, each as likely as the other.
RankScore rank_by_enumeration(const std::vector<double>& score, std::size_t truth) {
  std::vector<std::size_t> order(score.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  RankScore sum;
  double orders = 0.0;
  do {
    if (!std::is_sorted(order.begin(), order.end(), [&](auto a, auto b) { return score[a] > score[b]; })) continue;
    const auto place = static_cast<double>(std::find(order.begin(), order.end(), truth) - order.begin()) + 1.0;
    orders += 1.0;
    sum.top1 += place <= 1 ? 1.0 : 0.0;
    sum.top3 += place <= 3 ? 1.0 : 0.0;
    sum.top10 += place <= 10 ? 1.0 : 0.0;
    sum.reciprocal += 1.0 / place;
  } while (std::next_permutation(order.begin(), order.end()));
  return {sum.top1 / orders, sum.top3 / orders, sum.top10 / orders, sum.reciprocal / orders};
}

}  // namespace

TEST_CASE("rank measures are the mean over every way of breaking ties") {
  Random random(7);
  for (int round = 0; round < 60; ++round) {
    std::vector<double> score(6);
    for (double& value : score) value = static_cast<double>(random.below(3));
    for (std::size_t truth = 0; truth < score.size(); ++truth) {
      const RankScore fast = rank_score(score, truth);
      const RankScore slow = rank_by_enumeration(score, truth);
      CHECK(fast.top1 == Approx(slow.top1));
      CHECK(fast.top3 == Approx(slow.top3));
      CHECK(fast.top10 == Approx(slow.top10));
      CHECK(fast.reciprocal == Approx(slow.reciprocal));
    }
  }
}

TEST_CASE("shares survive weights that overflow a plain exponential") {
  const std::vector<double> x = {1000.0, 1000.0 + std::log(3.0), -std::numeric_limits<double>::infinity()};
  const std::vector<double> p = shares(x);
  CHECK(p[0] == Approx(0.25));
  CHECK(p[1] == Approx(0.75));
  CHECK(p[2] == 0.0);
  CHECK(log_sum_exp(std::vector<double>{}) == -std::numeric_limits<double>::infinity());
}

TEST_CASE("a forecast that comes true as often as stated has no calibration error") {
  std::vector<Forecast> forecasts;
  for (int i = 0; i < 10; ++i) forecasts.push_back({0.7, i < 7 ? 1.0 : 0.0});
  CHECK(calibration_error(forecasts, 10) == Approx(0.0));
  for (Forecast& forecast : forecasts) forecast.stated = 0.9;
  CHECK(calibration_error(forecasts, 10) == Approx(0.2));
  CHECK(calibration_error({}, 10) == 0.0);
  CHECK(reliability(forecasts, 10).back().n == 10);
  CHECK(brier(std::vector<double>{0.5, 0.5}, 0) == Approx(0.5));
  CHECK(log_loss(0.5) == Approx(std::log(2.0)));
}

TEST_CASE("AUROC counts pairs") {
  CHECK(auroc(std::vector<double>{2.0, 3.0}, std::vector<double>{1.0, 2.0}) == Approx(3.5 / 4.0));
  CHECK(auroc(std::vector<double>{}, std::vector<double>{1.0}) == 0.5);
}

TEST_CASE("Wilson's interval has its published values") {
  // Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  struct Row {
    double k, n, low, high;
  };
  const Row rows[] = {
      {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0, 0.1611}, {1, 29, 0.0061, 0.1718}};
  for (const Row& row : rows) {
    CHECK(wilson(row.k, row.n).low == Approx(row.low).epsilon(0.001));
    CHECK(wilson(row.k, row.n).high == Approx(row.high).epsilon(0.001));
  }
}

TEST_CASE("the bootstrap interval is near the normal one and repeats itself") {
  std::vector<double> values(400);
  Random random(3);
  for (double& value : values) value = random.unit();
  const Bounds bounds = bootstrap_mean(values);
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 400.0;
  CHECK(bounds.low == Approx(mean - 1.96 * std::sqrt(1.0 / 12.0 / 400.0)).epsilon(0.02));
  CHECK(bounds.high == Approx(mean + 1.96 * std::sqrt(1.0 / 12.0 / 400.0)).epsilon(0.02));
  CHECK(bootstrap_mean(values).low == bounds.low);
}
