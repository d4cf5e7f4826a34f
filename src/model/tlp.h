// Marks of the Traffic Light Protocol 2.0 (FIRST, 2022): how far something may travel.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace whence {

// The widest circle first.
inline constexpr std::array<std::string_view, 5> tlp_labels = {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"};

// "amber", "TLP:AMBER", "white" (of TLP 1.0) -> "AMBER", "AMBER", "CLEAR"; empty for what is no mark.
std::string tlp_label(std::string_view text);
// Place of a label in tlp_labels; absent for what is no label, the empty one too. Absent is less than any.
std::optional<int> tlp_rank(std::string_view label);

}  // namespace whence
