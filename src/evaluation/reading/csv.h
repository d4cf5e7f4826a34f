#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace whence {

// A table of comma-separated values (RFC 4180): the first record names the columns, cells in quotation marks may hold
// commas, line ends and doubled quotation marks.
struct CsvTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
  std::optional<std::size_t> column(std::string_view name) const;
};

// Errors are "NAME: record N: what is wrong".
Result<CsvTable> read_csv(std::string_view text, std::string_view name);

// The strings of a written list, nested or not: "[['a', 'b'], ['c']]" gives a, b, c. Text that is no list is one
// string; empty text none.
std::vector<std::string> strings_of_list(std::string_view written);

}  // namespace whence
