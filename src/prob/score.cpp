#include "prob/score.h"

#include <algorithm>
#include <cmath>

#include "base/result.h"

namespace whence {
namespace {

bool tied(double a, double b) { return std::abs(a - b) <= 1e-12 * std::max({1.0, std::abs(a), std::abs(b)}); }

}  // namespace

RankScore rank_score(std::span<const double> score, std::size_t truth) {
  WHENCE_CHECK(truth < score.size());
  std::size_t better = 0;
  std::size_t equal = 0;  // the truth among them
  for (const double other : score) {
    if (tied(other, score[truth])) {
      ++equal;
    } else if (other > score[truth]) {
      ++better;
    }
  }
  // The rank is uniform over better + 1 ... better + equal.
  const auto within = [&](std::size_t k) {
    if (k <= better) return 0.0;
    return std::min(1.0, static_cast<double>(k - better) / static_cast<double>(equal));
  };
  RankScore result{within(1), within(3), within(10), 0.0};
  for (std::size_t place = better + 1; place <= better + equal; ++place) {
    result.reciprocal += 1.0 / static_cast<double>(place);
  }
  result.reciprocal /= static_cast<double>(equal);
  return result;
}

double log_loss(double p) { return -std::log(std::max(p, 1e-12)); }

double brier(std::span<const double> p, std::size_t truth) {
  double sum = 0.0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double miss = p[i] - (i == truth ? 1.0 : 0.0);
    sum += miss * miss;
  }
  return sum;
}

std::vector<ReliabilityBin> reliability(std::span<const Forecast> forecasts, std::size_t bins) {
  std::vector<ReliabilityBin> table(bins);
  for (std::size_t i = 0; i < bins; ++i) {
    table[i].low = static_cast<double>(i) / static_cast<double>(bins);
    table[i].high = static_cast<double>(i + 1) / static_cast<double>(bins);
  }
  for (const Forecast& forecast : forecasts) {
    const double place = std::clamp(forecast.stated, 0.0, 1.0) * static_cast<double>(bins);
    ReliabilityBin& bin = table[std::min(static_cast<std::size_t>(place), bins - 1)];
    ++bin.n;
    bin.stated += forecast.stated;
    bin.right += forecast.right;
  }
  for (ReliabilityBin& bin : table) {
    if (bin.n == 0) continue;
    bin.stated /= static_cast<double>(bin.n);
    bin.right /= static_cast<double>(bin.n);
  }
  return table;
}

double calibration_error(std::span<const Forecast> forecasts, std::size_t bins) {
  double error = 0.0;
  for (const ReliabilityBin& bin : reliability(forecasts, bins)) {
    error += static_cast<double>(bin.n) * std::abs(bin.stated - bin.right);
  }
  return forecasts.empty() ? 0.0 : error / static_cast<double>(forecasts.size());
}

double auroc(std::span<const double> positives, std::span<const double> negatives) {
  if (positives.empty() || negatives.empty()) return 0.5;
  double wins = 0.0;
  for (const double high : positives) {
    for (const double low : negatives) wins += high > low ? 1.0 : high == low ? 0.5 : 0.0;
  }
  return wins / (static_cast<double>(positives.size()) * static_cast<double>(negatives.size()));
}

}  // namespace whence
