#include "prob/binary_field.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/result.h"
#include "prob/free_field.h"

namespace whence {

std::vector<double> marginals_by_enumeration(const BinaryField& field) {
  const FreeField free(field);
  WHENCE_CHECK(free.size() <= 20);
  std::vector<double> on(free.size(), 0.0);
  double all = 0.0;
  for (std::size_t state = 0; state < (std::size_t{1} << free.size()); ++state) {
    const auto is_on = [&](std::size_t i) { return ((state >> i) & 1U) != 0; };
    double weight = 1.0;
    for (std::size_t i = 0; i < free.size(); ++i) weight *= is_on(i) ? free.odds[i] : 1.0;
    for (const auto& tie : free.ties) {
      if (is_on(tie.a) == is_on(tie.b)) weight *= is_on(tie.a) ? tie.both : tie.neither;
    }
    all += weight;
    for (std::size_t i = 0; i < free.size(); ++i) on[i] += is_on(i) ? weight : 0.0;
  }
  for (double& each : on) each /= all;
  return free.filled(field, on);
}

namespace {

// ln m(z_to = 1) / m(z_to = 0) along one direction of a tie.
struct Message {
  std::size_t from = 0, to = 0, back = 0;  // back: the message along the same tie the other way
  double both = 1.0, neither = 1.0;
  double log_ratio = 0.0;
};

}  // namespace

Propagation marginals_by_propagation(const BinaryField& field, const PropagationLimits& limits) {
  const FreeField free(field);
  std::vector<Message> messages;
  for (const auto& tie : free.ties) {
    messages.push_back({tie.a, tie.b, messages.size() + 1, tie.both, tie.neither, 0.0});
    messages.push_back({tie.b, tie.a, messages.size() - 1, tie.both, tie.neither, 0.0});
  }
  const auto beliefs = [&] {  // ln odds
    std::vector<double> log_odds(free.size());
    for (std::size_t i = 0; i < free.size(); ++i) log_odds[i] = std::log(free.odds[i]);
    for (const Message& message : messages) log_odds[message.to] += message.log_ratio;
    return log_odds;
  };
  Propagation result;
  std::vector<double> log_odds = beliefs();
  double change = messages.empty() ? 0.0 : 1.0;
  while (result.sweeps < limits.sweeps && (result.sweeps == 0 || change >= limits.tolerance)) {
    change = 0.0;
    for (Message& message : messages) {
      const double odds = std::exp(log_odds[message.from] - messages[message.back].log_ratio);
      const double wanted = std::log((odds * message.both + 1.0) / (odds + message.neither));
      const double step = (1.0 - limits.damping) * (wanted - message.log_ratio);
      change = std::max(change, std::abs(wanted - message.log_ratio));
      message.log_ratio += step;
      log_odds[message.to] += step;
    }
    log_odds = beliefs();  // so that rounding does not add up
    ++result.sweeps;
  }
  result.converged = change < limits.tolerance;
  for (double& each : log_odds) each = 1.0 / (1.0 + std::exp(-each));
  result.marginals = free.filled(field, log_odds);
  return result;
}

namespace {

BinaryField with(BinaryField field, const std::vector<std::size_t>& cut, double value, std::size_t except) {
  for (const std::size_t i : cut) {
    if (i != except) field.prior[i] = value;
  }
  return field;
}

// P(z_i = 1) with the rest of the cut fixed. Freeing one unknown adds at most one to the least width there is; the
// order by least fill may miss it. Where it goes far astray, nothing.
std::optional<double> with_one_free(const BinaryField& field, const std::vector<std::size_t>& cut, double value,
                                    std::size_t i, std::size_t most_width) {
  constexpr std::size_t astray = 4;
  for (std::size_t more = 1; more <= astray; ++more) {
    if (const auto found = marginals_by_elimination(with(field, cut, value, i), most_width + more)) return (*found)[i];
  }
  return std::nullopt;
}

// By unknown: P(z_i = 1) where all that is tied to it is 0, and where all is 1.
std::vector<Bounds> alone(const BinaryField& field) {
  std::vector<Bounds> odds;
  for (const double prior : field.prior) odds.push_back({prior / (1.0 - prior), prior / (1.0 - prior)});
  for (const auto& tie : field.ties) {
    const std::pair<std::size_t, std::size_t> ways[] = {{tie.a, tie.b}, {tie.b, tie.a}};
    for (const auto& [i, other] : ways) {
      odds[i].low *= field.prior[other] >= 1.0 ? tie.both : 1.0 / tie.neither;
      odds[i].high *= field.prior[other] <= 0.0 ? 1.0 / tie.neither : tie.both;
    }
  }
  for (Bounds& each : odds) each = {each.low / (1.0 + each.low), each.high / (1.0 + each.high)};
  return odds;
}

}  // namespace

std::vector<Bounds> marginal_bounds(const BinaryField& field, std::size_t most_width) {
  constexpr std::size_t freed = 8;  // as many of the cut are worth two eliminations each
  std::vector<std::size_t> cut;
  std::optional<std::vector<double>> low = marginals_by_elimination(field, most_width);
  while (!low) {
    const auto more = narrowing_cut(with(field, cut, 0.0, FreeField::fixed), most_width);
    cut.insert(cut.end(), more.begin(), more.end());
    low = marginals_by_elimination(with(field, cut, 0.0, FreeField::fixed), most_width);
  }
  const auto high = marginals_by_elimination(with(field, cut, 1.0, FreeField::fixed), most_width);
  std::vector<Bounds> bounds(field.prior.size());
  for (std::size_t i = 0; i < bounds.size(); ++i) bounds[i] = {(*low)[i], (*high)[i]};
  const std::vector<Bounds> rough = alone(field);
  for (const std::size_t i : cut) {
    bounds[i] = rough[i];
    if (cut.size() > freed) continue;
    bounds[i] = {with_one_free(field, cut, 0.0, i, most_width).value_or(rough[i].low),
                 with_one_free(field, cut, 1.0, i, most_width).value_or(rough[i].high)};
  }
  return bounds;
}

}  // namespace whence
