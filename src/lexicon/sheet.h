// A table with its columns found by name, so that each reader of one is a loop.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "lexicon/data.h"

namespace whence {

struct Sheet {
  Table table;
  std::string name;
  std::vector<std::size_t> columns;

  std::string text(std::size_t row, std::size_t at) const { return std::string(table.text(row, columns[at])); }
  double real(std::size_t row, std::size_t at) const { return table.real(row, columns[at]).value_or(0.0); }
  std::size_t count(std::size_t row, std::size_t at) const;  // 0 for what is no number or below it
  std::vector<std::string> list(std::size_t row, std::size_t at) const;
  // "data/priors/grades.tsv: row 'A': what is wrong".
  Error wrong(std::size_t row, std::string_view what) const;
};

// Error: no such table, or a column that it lacks.
Result<Sheet> sheet(const Data& data, std::string name, std::initializer_list<std::string_view> columns);

}  // namespace whence
