#include "evaluation/reading/score.h"

#include <algorithm>

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
  // Wilson's end may miss 0 or 1 by a rounding.
  row.low = std::min(bounds.low, row.value);
  row.high = std::max(bounds.high, row.value);
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

void ReadingSpeed::add(std::size_t sentences, double seconds) {
  constexpr std::size_t sentences_in_block = 200;
  if (blocks_.empty() || blocks_.back().sentences >= sentences_in_block) blocks_.emplace_back();
  blocks_.back().sentences += sentences;
  blocks_.back().seconds += seconds;
}

EvaluationRow ReadingSpeed::row() const {
  Block all;
  std::vector<double> durations;  // of one sentence, block by block
  for (const Block& block : blocks_) {
    all.sentences += block.sentences;
    all.seconds += block.seconds;
    if (block.sentences > 0) durations.push_back(block.seconds / static_cast<double>(block.sentences));
  }
  EvaluationRow row = share_row("speed", "sentences_per_second", 0.0, all.sentences);
  row.value = all.seconds > 0.0 ? static_cast<double>(all.sentences) / all.seconds : 0.0;
  const Bounds bounds = bootstrap_mean(durations);
  row.low = bounds.high > 0.0 ? std::min(1.0 / bounds.high, row.value) : 0.0;
  row.high = bounds.low > 0.0 ? std::max(1.0 / bounds.low, row.value) : row.value;
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
