// Tables of measured figures.
#pragma once

#include <span>
#include <string>

#include "base/json.h"
#include "model/evaluation.h"

namespace whence {

// One table for each protocol, set of items and block of years: a line per method, a column per figure, 95 % intervals
// beside the first.
std::string attribution_page(std::span<const EvaluationRow> rows);
// One line a figure: set, method, metric, value, 95 % interval, n, bar and goal; then the notes.
std::string reading_page(std::span<const EvaluationRow> rows, std::span<const std::string> notes);
// {"rows": [...]} as docs/evaluation.md describes them.
Json to_json(std::span<const EvaluationRow> rows);
// One line: how often the first name was right on later reports, with n and interval.
std::string accuracy_line(std::span<const EvaluationRow> rows);

}  // namespace whence
