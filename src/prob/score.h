// Scoring rules: how good stated chances were, once the truth is known. Rank measures are expectations under random
// breaking of ties, so that no order of the hypotheses can flatter a method.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace whence {

// Expected rank measures of the true hypothesis.
struct RankScore {
  double top1 = 0.0, top3 = 0.0, top10 = 0.0;
  double reciprocal = 0.0;  // E[1 / rank]
};
// Higher score ranks first; scores within 1e-12 of each other (relative to their size) are tied. Requires: truth <
// size.
RankScore rank_score(std::span<const double> score, std::size_t truth);

// -ln p(truth), nats; p below 1e-12 counts as 1e-12.
double log_loss(double p);
// Σ_i (p_i - [i = truth])².
double brier(std::span<const double> p, std::size_t truth);

// One stated chance and whether it came true: an expected value in [0, 1] where ties were broken at random.
struct Forecast {
  double stated = 0.0;
  double right = 0.0;
};
// One band of a reliability table.
struct ReliabilityBin {
  double low = 0.0, high = 1.0;
  std::size_t n = 0;
  double stated = 0.0, right = 0.0;  // means; 0 where n is 0
};
// Bands of equal width; a stated chance of 1 falls into the last.
std::vector<ReliabilityBin> reliability(std::span<const Forecast> forecasts, std::size_t bins);
// Expected calibration error: Σ n_b / n |stated_b - right_b|. 0 for no forecasts.
double calibration_error(std::span<const Forecast> forecasts, std::size_t bins);

// Chance that a random positive scores above a random negative, ties counting one half. 0.5 if either is empty.
double auroc(std::span<const double> positives, std::span<const double> negatives);

}  // namespace whence
