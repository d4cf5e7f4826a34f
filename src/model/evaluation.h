// One measured figure, as a table or --json shows it (docs/evaluation.md).
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace whence {

struct EvaluationRow {
  std::string protocol;       // A B D1 D2 D3 E F G reading
  std::string set;            // both, tech, software, or a gold set
  std::string method;         // whence, or a baseline
  std::string metric;         // top1, log_loss, ...
  std::string block = "all";  // all, 2018-21, 2022-25; of a slice its bounds: "3-5"
  std::string slice = "";     // items, reports, low (naming threshold), share (reliability); empty: none
  double value = 0.0, low = 0.0, high = 0.0;  // 95 % interval
  std::size_t n = 0;
  std::optional<double> bar, goal;
};

}  // namespace whence
