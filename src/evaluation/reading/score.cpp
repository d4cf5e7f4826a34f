#include "evaluation/reading/score.h"

#include "prob/interval.h"

namespace whence {

EvaluationRow share_row(std::string_view set, std::string_view metric, double right, std::size_t n) {
  EvaluationRow row;
  row.protocol = "reading";
  row.set = set;
  row.method = "whence";
  row.metric = metric;
  row.n = n;
  const double total = static_cast<double>(n);
  row.value = n == 0 ? 0.0 : right / total;
  const Bounds bounds = wilson(right, total);
  row.low = bounds.low;
  row.high = bounds.high;
  return row;
}

EvaluationRow count_row(std::string_view set, std::string_view metric, std::size_t count, std::size_t n) {
  EvaluationRow row = share_row(set, metric, static_cast<double>(count), n);
  const double total = static_cast<double>(n);
  row.value = static_cast<double>(count);
  row.low *= total;
  row.high *= total;
  return row;
}

Result<void> set_bars(std::vector<EvaluationRow>& rows, const Table& bars) {
  WHENCE_TRY(const std::size_t protocol, bars.column("protocol"));
  WHENCE_TRY(const std::size_t set, bars.column("set"));
  WHENCE_TRY(const std::size_t metric, bars.column("metric"));
  WHENCE_TRY(const std::size_t bar, bars.column("bar"));
  WHENCE_TRY(const std::size_t goal, bars.column("goal"));
  for (std::size_t row = 0; row < bars.rows(); ++row) {
    for (EvaluationRow& figure : rows) {
      const bool same = figure.method == "whence" && figure.block == "all" &&
                        figure.protocol == bars.text(row, protocol) && figure.set == bars.text(row, set) &&
                        figure.metric == bars.text(row, metric);
      if (!same) continue;
      figure.bar = bars.real(row, bar);
      figure.goal = bars.real(row, goal);
    }
  }
  return {};
}

}  // namespace whence
