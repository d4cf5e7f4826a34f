// What stands below the tables of measured figures: slices, the naming rule's curve, the reliability diagram.
#pragma once

#include <span>
#include <string>

#include "model/evaluation.h"

namespace whence {

// Every row of the three that there is; empty without any.
std::string detail_page(std::span<const EvaluationRow> rows);
// The reliability diagram as one SVG file that asks for nothing from anywhere: stated share across, how often it was
// right upwards, 95 % intervals, n at each point. Without rows: axes only.
std::string reliability_svg(std::span<const EvaluationRow> rows);

}  // namespace whence
