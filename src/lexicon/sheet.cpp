#include "lexicon/sheet.h"

#include <algorithm>

#include <fmt/format.h>

namespace whence {

std::size_t Sheet::count(std::size_t row, std::size_t at) const {
  return static_cast<std::size_t>(std::max<std::int64_t>(0, table.integer(row, columns[at]).value_or(0)));
}

std::vector<std::string> Sheet::list(std::size_t row, std::size_t at) const {
  std::vector<std::string> result;
  for (const std::string_view part : table.list(row, columns[at])) result.emplace_back(part);
  return result;
}

Error Sheet::wrong(std::size_t row, std::string_view what) const {
  return {Code::malformed, fmt::format("data/{}.tsv: row '{}': {}", name, table.text(row, 0), what)};
}

Result<Sheet> sheet(const Data& data, std::string name, std::initializer_list<std::string_view> columns) {
  Sheet result;
  WHENCE_TRY(result.table, data.table(name));
  result.name = std::move(name);
  for (const std::string_view column : columns) {
    WHENCE_TRY(const std::size_t at, result.table.column(column));
    result.columns.push_back(at);
  }
  return result;
}

}  // namespace whence
