// A table of text cells: how every data file of the project looks once read. Written as tab-separated lines:
//
//     # any number of comment lines
//     #fields<TAB>id:text<TAB>name:text<TAB>seen:date<TAB>reports:integer<TAB>weight:real<TAB>aliases:list
//     G0065<TAB>Leviathan<TAB>2024-03<TAB>17<TAB>0.5<TAB>APT40|TEMP.Periscope
//
// An empty cell is an absent value. A list separates its parts by '|'. Dates are YYYY, YYYY-MM or YYYY-MM-DD.
// A Table is a view: it is valid while the bytes of its Pack are.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace whence {

enum class ColumnType : std::uint32_t { text, integer, real, date, list };

struct Cell {
  std::uint32_t begin = 0, size = 0;  // within the pool
};

class Table {
 public:
  Table() = default;
  // Every cell of a column has that column's type: whoever compiled the table has checked it.
  Table(std::string_view name, std::span<const Cell> columns, std::span<const Cell> cells, std::string_view pool);

  std::string_view name() const { return name_; }
  std::size_t rows() const { return columns_.empty() ? 0 : cells_.size() / columns_.size(); }
  std::size_t columns() const { return columns_.size(); }
  std::string_view column_name(std::size_t column) const { return at(columns_[column]); }
  // The place of a column; not_found says which table lacks which column.
  Result<std::size_t> column(std::string_view name) const;

  std::string_view text(std::size_t row, std::size_t column) const {
    return at(cells_[row * columns_.size() + column]);
  }
  // Absent where the cell is empty.
  std::optional<std::int64_t> integer(std::size_t row, std::size_t column) const;
  std::optional<double> real(std::size_t row, std::size_t column) const;
  std::optional<Date> date(std::size_t row, std::size_t column) const;
  std::vector<std::string_view> list(std::size_t row, std::size_t column) const;  // empty cell: no parts

 private:
  std::string_view at(const Cell& cell) const { return pool_.substr(cell.begin, cell.size); }

  std::string_view name_;
  std::span<const Cell> columns_, cells_;
  std::string_view pool_;
};

// One written table, taken apart. Errors are "NAME:LINE: what is wrong and what to write".
struct WrittenTable {
  std::vector<std::string_view> columns;  // without type
  std::vector<ColumnType> types;
  std::vector<std::string_view> cells;  // row by row
  std::size_t first_line = 0;           // 1-based, of the first row; row r stands on line first_line + r
};
Result<WrittenTable> read_table(std::string_view tsv, std::string_view name);
// Every line that read_table would refuse, not only the first.
std::vector<Error> table_problems(std::string_view tsv, std::string_view name);

}  // namespace whence
