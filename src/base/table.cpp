#include "base/table.h"

#include <charconv>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<ColumnType> type_named(std::string_view name) {
  if (name == "text") return ColumnType::text;
  if (name == "integer") return ColumnType::integer;
  if (name == "real") return ColumnType::real;
  if (name == "date") return ColumnType::date;
  if (name == "list") return ColumnType::list;
  return std::nullopt;
}

bool fits(std::string_view cell, ColumnType type) {
  if (cell.empty()) return true;
  switch (type) {
    case ColumnType::text:
    case ColumnType::list:
      return true;
    case ColumnType::integer:
      return number<std::int64_t>(cell).has_value();
    case ColumnType::real:
      return number<double>(cell).has_value();
    case ColumnType::date:
      return parse_date(cell).has_value();
  }
  return false;
}

std::string_view type_hint(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return "text";
    case ColumnType::list:
      return "parts separated by |";
    case ColumnType::integer:
      return "a whole number";
    case ColumnType::real:
      return "a number such as 0.5";
    case ColumnType::date:
      return "a date: YYYY, YYYY-MM or YYYY-MM-DD";
  }
  return "";
}

Result<void> read_header(std::string_view line, std::string_view place, WrittenTable& table) {
  constexpr std::string_view mark = "#fields\t";
  if (!line.starts_with(mark)) {
    return Error{Code::malformed, fmt::format("{}: the header line must begin with '#fields' and a tab", place)};
  }
  for (const std::string_view field : split(line.substr(mark.size()), '\t')) {
    const auto colon = field.find(':');
    const auto type = colon == std::string_view::npos ? std::nullopt : type_named(field.substr(colon + 1));
    if (!type) {
      return Error{
          Code::malformed,
          fmt::format("{}: field '{}' needs a type: name:text, :integer, :real, :date or :list", place, field)};
    }
    table.columns.push_back(field.substr(0, colon));
    table.types.push_back(*type);
  }
  return {};
}

Result<void> check_cells(const std::vector<std::string_view>& cells, std::string_view place,
                         const WrittenTable& table) {
  if (cells.size() != table.columns.size()) {
    return Error{Code::malformed,
                 fmt::format("{}: {} cells where the header has {} fields; cells are separated by tabs", place,
                             cells.size(), table.columns.size())};
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (fits(cells[i], table.types[i])) continue;
    return Error{Code::malformed, fmt::format("{}: '{}' in field '{}' is not {}", place, cells[i], table.columns[i],
                                              type_hint(table.types[i]))};
  }
  return {};
}

// Stops after `most` problems. A line with a problem is left out of the table.
WrittenTable take_apart(std::string_view tsv, std::string_view name, std::size_t most, std::vector<Error>& problems) {
  WrittenTable table;
  std::size_t line_number = 0;
  for (const std::string_view line : lines(tsv)) {
    ++line_number;
    const std::string place = fmt::format("{}:{}", name, line_number);
    if (table.columns.empty()) {
      if (line.starts_with("# ") || line == "#") continue;
      table.first_line = line_number + 1;
      if (auto header = read_header(line, place, table); !header) {
        problems.push_back(header.error());
        return table;
      }
      continue;
    }
    const auto cells = split(line, '\t');
    if (auto row = check_cells(cells, place, table); row) {
      table.cells.insert(table.cells.end(), cells.begin(), cells.end());
    } else {
      problems.push_back(row.error());
      if (problems.size() == most) return table;
    }
  }
  if (table.columns.empty()) {
    problems.push_back({Code::malformed, fmt::format("{}: no '#fields' header line", name)});
  }
  return table;
}

}  // namespace

Table::Table(std::string_view name, std::span<const Cell> columns, std::span<const Cell> cells, std::string_view pool)
    : name_(name), columns_(columns), cells_(cells), pool_(pool) {}

Result<std::size_t> Table::column(std::string_view name) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (column_name(i) == name) return i;
  }
  return Error{Code::not_found, fmt::format("data/{}.tsv: no column '{}'", name_, name)};
}

std::optional<std::int64_t> Table::integer(std::size_t row, std::size_t column) const {
  return number<std::int64_t>(text(row, column));
}

std::optional<double> Table::real(std::size_t row, std::size_t column) const {
  return number<double>(text(row, column));
}

std::optional<Date> Table::date(std::size_t row, std::size_t column) const { return parse_date(text(row, column)); }

std::vector<std::string_view> Table::list(std::size_t row, std::size_t column) const {
  const std::string_view cell = text(row, column);
  if (cell.empty()) return {};
  return split(cell, '|');
}

Result<WrittenTable> read_table(std::string_view tsv, std::string_view name) {
  std::vector<Error> problems;
  WrittenTable table = take_apart(tsv, name, 1, problems);
  if (!problems.empty()) return problems.front();
  return table;
}

std::vector<Error> table_problems(std::string_view tsv, std::string_view name) {
  std::vector<Error> problems;
  take_apart(tsv, name, std::string_view::npos, problems);
  return problems;
}

}  // namespace whence
