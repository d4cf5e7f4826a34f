#include "prob/rate.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "prob/shares.h"

namespace whence {
namespace {

constexpr double months_in_year = 12.0;

double years_of(std::size_t months) { return static_cast<double>(months) / months_in_year; }

std::size_t sum(std::span<const std::size_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), static_cast<std::size_t>(0));
}

void split_at_changes(std::span<const std::size_t> counts, std::size_t begin, std::size_t end, const RatePrior& prior,
                      std::size_t margin, double least, std::vector<RateChange>& found) {
  // A list of parts instead of recursion: a hostile series must not decide how deep the stack becomes.
  std::vector<std::pair<std::size_t, std::size_t>> parts = {{begin, end}};
  while (!parts.empty()) {
    const auto [from, to] = parts.back();
    parts.pop_back();
    const auto change = rate_change(counts, from, to, prior, margin);
    if (!change || change->factor <= least) continue;
    found.push_back(*change);
    parts.emplace_back(from, change->month);
    parts.emplace_back(change->month, to);
  }
}

}  // namespace

double mean_rate(const RatePrior& prior, std::size_t n, double years) {
  return (prior.a + static_cast<double>(n)) / (prior.b + years);
}

double log_marginal(const RatePrior& prior, std::size_t n, double years) {
  const double r = prior.a + static_cast<double>(n);
  return prior.a * std::log(prior.b) + std::lgamma(r) - std::lgamma(prior.a) - r * std::log(prior.b + years);
}

double chance_of_at_least(const RatePrior& prior, std::size_t n, double years, std::size_t k, double window) {
  if (k == 0) return 1.0;
  const double r = prior.a + static_cast<double>(n);
  const double p = (prior.b + years) / (prior.b + years + window);
  const double q = 1.0 - p;
  // P(K = k) = Γ(r+k) / (Γ(r) k!) p^r q^k; the tail is summed upwards, so that a small one keeps its digits.
  const auto count = static_cast<double>(k);
  double term = std::exp(std::lgamma(r + count) - std::lgamma(r) - std::lgamma(count + 1.0) + r * std::log(p) +
                         count * std::log(q));
  double tail = 0.0;
  constexpr std::size_t most_terms = 100'000;
  for (std::size_t i = 0; i < most_terms; ++i) {
    tail += term;
    const double j = count + static_cast<double>(i);
    const double ratio = (r + j) / (j + 1.0) * q;
    if (ratio < 1.0 && term * ratio / (1.0 - ratio) < 1e-16 * tail) break;
    term *= ratio;
  }
  return std::min(tail, 1.0);
}

double surprise_bits(double chance) { return chance >= 1.0 ? 0.0 : -std::log2(chance); }

std::optional<RateChange> rate_change(std::span<const std::size_t> counts, std::size_t begin, std::size_t end,
                                      const RatePrior& prior, std::size_t margin) {
  if (end > counts.size() || begin + 2 * margin >= end) return std::nullopt;
  const std::size_t n = sum(counts.subspan(begin, end - begin));
  const std::size_t first = begin + margin;
  std::size_t before = sum(counts.subspan(begin, margin));
  std::vector<double> logs;
  std::vector<std::size_t> n_before;
  for (std::size_t month = first; month < end - margin; ++month) {
    logs.push_back(log_marginal(prior, before, years_of(month - begin)) +
                   log_marginal(prior, n - before, years_of(end - month)));
    n_before.push_back(before);
    before += counts[month];
  }
  const std::size_t best = static_cast<std::size_t>(std::max_element(logs.begin(), logs.end()) - logs.begin());
  const std::vector<double> weights = shares(logs);
  RateChange change;
  change.factor = std::exp(log_sum_exp(logs) - std::log(static_cast<double>(logs.size())) -
                           log_marginal(prior, n, years_of(end - begin)));
  change.month = first + best;
  for (std::size_t i = 0; i < weights.size(); ++i) change.mean_month += weights[i] * static_cast<double>(first + i);
  change.begin = begin;
  change.end = end;
  change.n_before = n_before[best];
  change.n_after = n - n_before[best];
  change.before = mean_rate(prior, change.n_before, years_of(change.month - begin));
  change.after = mean_rate(prior, change.n_after, years_of(end - change.month));
  return change;
}

std::vector<RateChange> rate_changes(std::span<const std::size_t> counts, const RatePrior& prior, std::size_t margin,
                                     double least) {
  std::vector<RateChange> found;
  split_at_changes(counts, 0, counts.size(), prior, margin, least, found);
  std::sort(found.begin(), found.end(), [](const RateChange& a, const RateChange& b) { return a.month < b.month; });
  return found;
}

}  // namespace whence
