// How often something happens, from how often it did, and whether the rate changed.
//
//   λ ~ Gamma(a, b), n events in T years:   E[λ | n, T] = (a + n) / (b + T)
//   m(n, T) = b^a Γ(a+n) / (Γ(a) (b+T)^(a+n)), the chance of the data but for a factor that depends on n alone or
//   cancels K in a window of u years | n, T is negative binomial: r = a + n, p = (b+T) / (b+T+u) surprise of K ≥ k:
//   -log2 P(K ≥ k) one change at a month c, each as likely:  BF = mean_c [ m(n₁,T₁) m(n₂,T₂) ] / m(n,T)
//
// Sources: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6 (gamma and Poisson); Raftery and Akman 1986 (a change of
// a Poisson rate). Times are whole months, so that no event lies on a border by rounding.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace whence {

struct RatePrior {
  double a = 0.5, b = 1.0;  // as if a events had been seen in b years; both > 0
};

double mean_rate(const RatePrior& prior, std::size_t n, double years);
double log_marginal(const RatePrior& prior, std::size_t n, double years);
// P(K ≥ k) in the next `window` years after n events in `years`. 1 for k = 0.
double chance_of_at_least(const RatePrior& prior, std::size_t n, double years, std::size_t k, double window);
double surprise_bits(double chance);  // -log2; 0 for a chance of 1

// A change of the rate between two months of a series. Rates are posterior means, events a year.
struct RateChange {
  double factor = 1.0;             // of one change against none
  std::size_t month = 0;           // the most likely first month of the new rate, counted from the series' begin
  double mean_month = 0.0;         // the expected one
  std::size_t begin = 0, end = 0;  // the part of the series that was looked at
  std::size_t n_before = 0, n_after = 0;
  double before = 0.0, after = 0.0;
};

// The change is sought at each month from `margin` on, to `margin` before the end, the last excluded. Nothing where the
// part [begin, end) is too short for that. `counts`: events by month.
std::optional<RateChange> rate_change(std::span<const std::size_t> counts, std::size_t begin, std::size_t end,
                                      const RatePrior& prior, std::size_t margin);
// Several, by splitting in two while the factor exceeds `least`; in order of time.
std::vector<RateChange> rate_changes(std::span<const std::size_t> counts, const RatePrior& prior, std::size_t margin,
                                     double least);

}  // namespace whence
