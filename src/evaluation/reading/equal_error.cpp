#include "evaluation/reading/equal_error.h"

#include <algorithm>

#include <fmt/format.h>

namespace whence {

void EqualError::add(Side side, const std::string& state, bool missed, bool wrong) {
  Counts& counts = (side == Side::accusing ? accusing_ : accused_)[state];
  ++counts.n;
  if (missed) ++counts.missed;
  if (wrong) ++counts.wrong;
}

void EqualError::report_side(std::string_view set, std::string_view side, const ByState& states, std::size_t least,
                             SetScore& score) {
  double lowest = 1.0, highest = 0.0;
  std::size_t compared = 0;
  std::string note = fmt::format("wrong fills + misses / n by {} state:", side);
  for (const auto& [state, counts] : states) {
    note += fmt::format(" {} {}+{}/{}", state, counts.wrong, counts.missed, counts.n);
    if (counts.n < least) continue;
    const double share = static_cast<double>(counts.wrong) / static_cast<double>(counts.n);
    lowest = std::min(lowest, share);
    highest = std::max(highest, share);
    ++compared;
  }
  if (!states.empty()) score.notes.push_back(std::move(note));
  if (compared < 2) return;
  EvaluationRow row;
  row.protocol = "reading";
  row.set = set;
  row.method = "whence";
  row.metric = fmt::format("wrong_gap_{}", side);
  row.value = row.low = row.high = highest - lowest;
  row.n = compared;
  score.rows.push_back(std::move(row));
}

void EqualError::report(std::string_view set, std::size_t least, SetScore& score) const {
  report_side(set, "accusing", accusing_, least, score);
  report_side(set, "accused", accused_, least, score);
}

}  // namespace whence
