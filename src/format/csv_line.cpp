#include "format/csv_line.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace whence {

void split_csv_line(std::string_view line, char separator, std::vector<std::string>& cells) {
  std::size_t count = 0;
  for (std::size_t at = 0; at <= line.size();) {
    if (count == cells.size()) cells.emplace_back();
    std::string& cell = cells[count++];
    cell.clear();
    while (at < line.size() && line[at] == ' ' && separator != ' ') ++at;
    if (at < line.size() && line[at] == '"') {
      for (++at; at < line.size(); ++at) {
        if (line[at] != '"') {
          cell += line[at];
        } else if (at + 1 < line.size() && line[at + 1] == '"') {
          cell += line[at++];
        } else {
          ++at;
          break;
        }
      }
    }
    const std::size_t end = std::min(line.find(separator, at), line.size());
    cell += trim(line.substr(at, end - at));
    at = end + 1;
  }
  cells.resize(count);
}

char csv_separator(std::string_view line) {
  constexpr std::array<char, 4> candidates = {',', ';', '\t', '|'};
  std::array<std::size_t, 4> counts{};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    const auto found = std::find(candidates.begin(), candidates.end(), c);
    if (!quoted && found != candidates.end()) ++counts[static_cast<std::size_t>(found - candidates.begin())];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most == 0 ? ',' : candidates[static_cast<std::size_t>(most - counts.begin())];
}

}  // namespace whence
