#include "evaluation/reading/csv.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

// One cell from `at`, which is moved behind its comma or line end; says whether the record goes on.
struct CellEnd {
  std::string cell;
  bool more = false;
};

CellEnd quoted_cell(std::string_view text, std::size_t& at) {
  CellEnd end;
  for (++at; at < text.size(); ++at) {
    if (text[at] != '"') {
      end.cell += text[at];
    } else if (at + 1 < text.size() && text[at + 1] == '"') {
      end.cell += text[at++];
    } else {
      break;
    }
  }
  ++at;
  return end;
}

CellEnd next_cell(std::string_view text, std::size_t& at) {
  CellEnd end;
  if (at < text.size() && text[at] == '"') end = quoted_cell(text, at);
  while (at < text.size() && text[at] != ',' && text[at] != '\n' && text[at] != '\r') end.cell += text[at++];
  end.more = at < text.size() && text[at] == ',';
  if (end.more) ++at;
  return end;
}

std::vector<std::string> next_record(std::string_view text, std::size_t& at) {
  std::vector<std::string> record;
  for (bool more = true; more;) {
    CellEnd end = next_cell(text, at);
    more = end.more;
    record.push_back(std::move(end.cell));
  }
  while (at < text.size() && (text[at] == '\n' || text[at] == '\r')) ++at;
  return record;
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

Result<CsvTable> read_csv(std::string_view text, std::string_view name) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  CsvTable table;
  std::size_t at = 0;
  table.columns = next_record(text, at);
  while (at < text.size()) {
    std::vector<std::string> record = next_record(text, at);
    if (record.size() != table.columns.size()) {
      return Error{Code::malformed, fmt::format("{}: record {}: {} cells, the first record names {} columns", name,
                                                table.rows.size() + 2, record.size(), table.columns.size())};
    }
    table.rows.push_back(std::move(record));
  }
  return table;
}

std::vector<std::string> strings_of_list(std::string_view written) {
  std::vector<std::string> found;
  written = trim(written);
  if (written.empty()) return found;
  if (written.front() != '[') return {std::string(written)};
  for (std::size_t at = 0; at < written.size(); ++at) {
    const char mark = written[at];
    if (mark != '\'' && mark != '"') continue;
    std::string part;
    for (++at; at < written.size() && written[at] != mark; ++at) {
      if (written[at] == '\\' && at + 1 < written.size()) ++at;
      part += written[at];
    }
    found.push_back(std::move(part));
  }
  return found;
}

}  // namespace whence
