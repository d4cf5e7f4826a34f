// What measuring the reader on one set gives: figures, and the misses to learn from.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "model/evaluation.h"
#include "model/reading.h"

namespace whence {

// Reads text as `whence read` does, relations included. `name` is for messages.
using ReadCall = std::function<Result<Reading>(std::string text, const std::string& name)>;

struct SetScore {
  std::vector<EvaluationRow> rows;
  std::string misses;              // for whoever improves the reader; never shown beside the figures
  std::vector<std::string> notes;  // what the figures leave out: rows dropped, names not known
};

// A share of n with Wilson's 95 % interval. Protocol "reading", method "whence".
EvaluationRow share_row(std::string_view set, std::string_view metric, double right, std::size_t n);
// A count out of n, its interval scaled to a count.
EvaluationRow count_row(std::string_view set, std::string_view metric, std::size_t count, std::size_t n);

// Sentences read in a second on one thread, over all that was read. The interval is of the mean over blocks of texts.
class ReadingSpeed {
 public:
  void add(std::size_t sentences, double seconds);
  EvaluationRow row() const;

 private:
  struct Block {
    std::size_t sentences = 0;
    double seconds = 0.0;
  };
  std::vector<Block> blocks_;
};

// Fills bar and goal of `whence` rows; `bars` is data/evaluation/bars.tsv.
Result<void> set_bars(std::vector<EvaluationRow>& rows, const Table& bars);

}  // namespace whence
