#include "attribution/links/testimony.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace whence {
namespace {

constexpr double most_false = 0.95;

double kappa(Knows knows, const Settings& settings) {
  switch (knows) {
    case Knows::own:
      return settings.kappa_own;
    case Knows::shared:
      return settings.kappa_ally;
    case Knows::bystander:
      return settings.testimony.kappa_bystander;
  }
  return 0.0;
}

double factor(Shows shows, const TestimonySettings& settings) {
  switch (shows) {
    case Shows::nothing:
      return settings.no_data;
    case Shows::technical:
      return 1.0;
    case Shows::checkable:
      return settings.checkable;
  }
  return 1.0;
}

}  // namespace

double false_rate(const Standing& standing, const Settings& settings) {
  const TestimonySettings& table = settings.testimony;
  double b = settings.testimony_b[static_cast<std::size_t>(std::clamp(standing.rung, 1, 5) - 1)];
  b *= factor(standing.shows, table);
  if (standing.at_war) b *= table.conflict;
  if (standing.answers) b *= table.counter;
  const auto back = static_cast<double>(standing.taken_back);
  const auto kept = static_cast<double>(standing.not_taken_back);
  const double prior = table.reversal_a + table.reversal_c;
  b *= (table.reversal_a + back) / (prior + back + kept) / (table.reversal_a / prior);
  return std::min(b, most_false);
}

double testimony_nats(const Standing& standing, const Settings& settings) {
  if (standing.rung < 1) return 0.0;
  const double b = false_rate(standing, settings);
  const double k = kappa(standing.knows, settings);
  return std::log((k + (1.0 - k) * b) / b);
}

std::string told_of(const Standing& standing) {
  std::string text = standing.knows == Knows::own      ? "own findings or hit itself"
                     : standing.knows == Knows::shared ? "joins an ally's findings"
                                                       : "no findings of its own";
  text += standing.shows == Shows::nothing     ? ", no technical data shown"
          : standing.shows == Shows::technical ? ", technical detail shown"
                                               : ", checkable data shown";
  if (standing.at_war) text += ", at war with the accused";
  if (standing.answers) text += ", itself accused shortly before";
  const std::size_t all = standing.taken_back + standing.not_taken_back;
  if (all > 0) text += fmt::format(", {} of its {} accusations on record taken back", standing.taken_back, all);
  return text;
}

}  // namespace whence
