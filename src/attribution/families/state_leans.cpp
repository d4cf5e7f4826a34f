#include "attribution/families/state_leans.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "prob/shares.h"

namespace whence {

std::vector<Lean> against_all(const std::vector<double>& log_likelihoods, const std::vector<StateFacts>& facts) {
  std::vector<Lean> leans;
  if (facts.empty()) return leans;
  const double mean = log_sum_exp(log_likelihoods) - std::log(static_cast<double>(facts.size()));
  for (std::size_t s = 0; s < facts.size(); ++s) leans.push_back({facts[s].state, log_likelihoods[s] - mean});
  return leans;
}

std::size_t states_that_fit(const std::vector<Lean>& leans) {
  return static_cast<std::size_t>(
      std::count_if(leans.begin(), leans.end(), [](const Lean& lean) { return lean.nats > 0.0; }));
}

std::string fits(const std::vector<Lean>& leans) {
  const std::size_t n = states_that_fit(leans);
  return n == 0 ? "fits all states alike" : fmt::format("fits {} state{}", n, n == 1 ? "" : "s");
}

}  // namespace whence
