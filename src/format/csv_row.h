#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whence {

// A row of a table as RFC 4180 has it. A cell that a spreadsheet would take for a formula starts with an apostrophe.
std::string csv_row(const std::vector<std::string>& cells);
// "a b c" as a header.
std::string csv_header(std::string_view columns);

}  // namespace whence
