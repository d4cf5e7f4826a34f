// The ladder above the cluster on a terminal: every figure with its mark and range, the share of nobody we know and who
// asserts it.
#pragma once

#include <optional>
#include <string_view>

#include "format/layout.h"
#include "model/posterior.h"

namespace whence {

// `answer` as as_shown() gives it.
PageBlock ladder_block(const Answer& answer, const PageOptions& options);
// Who says so of the closest match and what was answered, without a figure; no rows where nobody does.
PageBlock said_block(const Answer& answer, const PageOptions& options);
// One party above the cluster, by name or id: its figure, who says so and what was answered; a state with its part.
// Absent where the ladder holds no such party.
std::optional<PageBlock> party_block(const Answer& answer, std::string_view what, const PageOptions& options);

}  // namespace whence
