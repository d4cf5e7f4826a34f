#include <cmath>

#include <fmt/format.h>

#include "format/evaluation.h"

namespace whence {
namespace {

// Counts and speeds as whole numbers, shares with three digits.
std::string figure(double value, const EvaluationRow& row) {
  const bool share = row.low >= 0.0 && row.high <= 1.0 && row.value <= 1.0 && std::floor(row.value) != row.value;
  const bool whole = row.high > 1.0 && std::floor(row.value) == row.value;
  if (whole || row.high > 1000.0) return fmt::format("{:.0f}", value);
  return fmt::format("{:.{}f}", value, share || row.high <= 1.0 ? 3 : 1);
}

std::string target(const std::optional<double>& value, const EvaluationRow& row) {
  return value ? figure(*value, row) : "-";
}

}  // namespace

std::string reading_page(std::span<const EvaluationRow> rows, std::span<const std::string> notes) {
  std::string text = fmt::format("{:<10} {:<14} {:<22} {:>8} {:>16} {:>7} {:>7} {:>7}\n", "set", "method", "figure",
                                 "value", "95 %", "n", "bar", "goal");
  for (const EvaluationRow& row : rows) {
    text += fmt::format("{:<10} {:<14} {:<22} {:>8} {:>16} {:>7} {:>7} {:>7}\n", row.set, row.method, row.metric,
                        figure(row.value, row), fmt::format("{}-{}", figure(row.low, row), figure(row.high, row)),
                        row.n, target(row.bar, row), target(row.goal, row));
  }
  for (const std::string& note : notes) text += note + "\n";
  return text;
}

}  // namespace whence
