#pragma once

#include <cstddef>
#include <string>

#include "engine/match.h"

namespace whence {

// What a run of `whence match` found: the most often seen indicators, what was held back and why, what was odd.
std::string match_page(const MatchSummary& summary, std::size_t most);

}  // namespace whence
