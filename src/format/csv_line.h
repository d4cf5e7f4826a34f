#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whence {

// The cells of one line of CSV (RFC 4180, but no line ends in cells). Cells are trimmed; quotation marks around a cell
// are taken off and doubled ones inside it made single. A mark that is never closed ends with the line. Keeps the
// memory of `cells`.
void split_csv_line(std::string_view line, char separator, std::vector<std::string>& cells);
// Whichever of comma, semicolon, tab and bar the line has most of outside quotation marks; comma if none.
char csv_separator(std::string_view line);

}  // namespace whence
