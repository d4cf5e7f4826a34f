#include "evaluation/slices.h"

#include <cstddef>
#include <functional>
#include <limits>

#include <fmt/format.h>

#include "prob/interval.h"

namespace whence {
namespace {

constexpr std::size_t reliability_bands = 10;
constexpr std::size_t thresholds = 19;  // .05, .10, ... .95
constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

struct Range {
  std::size_t from, to;  // both included
};

std::string text_of(const Range& range) {
  if (range.to == no_limit) return fmt::format("{} and more", range.from);
  return range.from == range.to ? fmt::format("{}", range.from) : fmt::format("{}-{}", range.from, range.to);
}

using Size = std::function<std::size_t(const AnswerOutcome&)>;

void add_ranges(std::vector<EvaluationRow>& rows, const Slice& slice, const std::string& name,
                std::span<const AnswerOutcome> outcomes, std::span<const Range> ranges, const Size& size) {
  for (const Range& range : ranges) {
    std::vector<AnswerOutcome> within;
    for (const AnswerOutcome& outcome : outcomes) {
      if (size(outcome) >= range.from && size(outcome) <= range.to) within.push_back(outcome);
    }
    if (within.empty()) continue;
    const std::size_t first = rows.size();
    add_block(rows, slice, text_of(range), within);
    for (std::size_t at = first; at < rows.size(); ++at) rows[at].slice = name;
  }
}

EvaluationRow row_of(const Slice& slice, const std::string& name, const std::string& block, const std::string& metric) {
  EvaluationRow row;
  row.protocol = slice.protocol;
  row.set = slice.set;
  row.method = slice.method;
  row.metric = metric;
  row.block = block;
  row.slice = name;
  return row;
}

// "2 of 91", as a row.
void add_count(std::vector<EvaluationRow>& rows, EvaluationRow row, double count, std::size_t n) {
  const auto all = static_cast<double>(n);
  const Bounds bounds = wilson(count, all);
  row.value = n == 0 ? 0.0 : count / all;
  row.low = bounds.low;
  row.high = bounds.high;
  row.n = n;
  rows.push_back(std::move(row));
}

}  // namespace

void add_slices(std::vector<EvaluationRow>& rows, const Slice& slice, std::span<const AnswerOutcome> outcomes) {
  constexpr Range items[] = {{3, 5}, {6, 10}, {11, 20}, {21, no_limit}};
  constexpr Range reports[] = {{1, 1}, {2, 4}, {5, 9}, {10, 19}, {20, no_limit}};
  add_ranges(rows, slice, "items", outcomes, items, [](const AnswerOutcome& outcome) { return outcome.items; });
  add_ranges(rows, slice, "reports", outcomes, reports,
             [](const AnswerOutcome& outcome) { return static_cast<std::size_t>(outcome.reports); });
}

void add_naming_curve(std::vector<EvaluationRow>& rows, const Slice& slice, std::span<const AnswerOutcome> outcomes) {
  for (std::size_t step = 1; step <= thresholds; ++step) {
    const double threshold = static_cast<double>(step) / 20.0;
    double known = 0.0, novel = 0.0, named = 0.0, wrong = 0.0, of_novel = 0.0;
    for (const AnswerOutcome& outcome : outcomes) {
      const bool names = outcome.nameable_from >= threshold;
      (outcome.known ? known : novel) += 1.0;
      if (names && outcome.known) named += 1.0;
      if (names && outcome.known && !outcome.closest_right) wrong += 1.0;
      if (names && !outcome.known) of_novel += 1.0;
    }
    const std::string block = fmt::format("{:.2f}", threshold);
    const auto n = static_cast<std::size_t>(known);
    add_count(rows, row_of(slice, "low", block, "headline_coverage"), named, n);
    add_count(rows, row_of(slice, "low", block, "headline_wrong"), wrong, n);
    if (novel > 0.0) {
      add_count(rows, row_of(slice, "low", block, "headline_wrong_novel"), of_novel, static_cast<std::size_t>(novel));
    }
  }
}

void add_reliability(std::vector<EvaluationRow>& rows, const Slice& slice, std::span<const AnswerOutcome> outcomes) {
  std::vector<Forecast> forecasts;
  for (const AnswerOutcome& outcome : outcomes) forecasts.push_back({outcome.top_open, outcome.top_open_right});
  for (const ReliabilityBin& bin : reliability(forecasts, reliability_bands)) {
    if (bin.n == 0) continue;
    const std::string block = fmt::format("{:.2f}-{:.2f}", bin.low, bin.high);
    EvaluationRow stated = row_of(slice, "share", block, "stated");
    stated.value = stated.low = stated.high = bin.stated;
    stated.n = bin.n;
    rows.push_back(std::move(stated));
    add_count(rows, row_of(slice, "share", block, "right"), bin.right * static_cast<double>(bin.n), bin.n);
  }
}

}  // namespace whence
