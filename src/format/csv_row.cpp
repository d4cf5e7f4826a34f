#include "format/csv_row.h"

#include <algorithm>

#include "format/layout.h"

namespace whence {
namespace {

std::string cell(std::string_view text) {
  std::string words = clean(text);
  // What a spreadsheet would calculate is words here.
  if (!words.empty() && std::string_view("=+-@").find(words[0]) != std::string_view::npos) words.insert(0, "'");
  if (words.find_first_of(",\"\n\r") == std::string::npos) return words;
  std::string quoted = "\"";
  for (const char c : words) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::string csv_row(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + cell(cells[i]);
  return line + "\r\n";
}

std::string csv_header(std::string_view columns) {
  std::string line(columns);
  std::replace(line.begin(), line.end(), ' ', ',');
  return line + "\r\n";
}

}  // namespace whence
