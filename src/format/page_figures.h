// Measured figures as a table and as JSON.
#pragma once

#include <span>
#include <string>

#include "base/json.h"
#include "model/evaluation.h"

namespace whence {

// One line a figure: set, method, metric, value, 95 % interval, n, bar and goal; then the notes.
std::string page_figures(std::span<const EvaluationRow> rows, std::span<const std::string> notes);
// {"rows": [...]} with the fields of an EvaluationRow.
Json figures_json(std::span<const EvaluationRow> rows);

}  // namespace whence
