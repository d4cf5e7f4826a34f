// One record of a log or an export, of whatever shape: the values of the columns or keys that some form uses. Delimited
// text names its columns in its first line or in a line "#fields" (as Zeek writes it); JSON has one object a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "format/observation_forms.h"

namespace whence {

struct RecordValue {
  std::size_t name = 0;
  std::uint32_t element = 0;  // of the list of objects that it stands in, or 0
  std::string text;
};

// Keeps the memory of earlier records.
class ObservedRecord {
 public:
  void clear() { count_ = 0; }
  std::string& add(std::size_t name, std::uint32_t element);  // an empty text
  std::span<const RecordValue> values() const { return std::span(values_).first(count_); }
  bool has(std::size_t name) const;

 private:
  std::vector<RecordValue> values_;
  std::size_t count_ = 0;
};

// Takes lines of one delimited file apart.
class DelimitedRecords {
 public:
  explicit DelimitedRecords(const ObservationForms& forms) : forms_(forms) {}

  // A line that begins with "#": "#fields" and its like say what the lines behind them are. True if it names columns.
  bool directive(std::string_view line);
  // The line of names; of a file without names its first record.
  void header(std::string_view line);
  bool repeats_header(std::string_view line) const { return line == header_; }
  bool there(std::size_t name) const;        // a column of that name
  bool described() const { return plain_; }  // by "#fields"
  // False: fewer cells than columns.
  bool take(std::string_view line, ObservedRecord& record);

 private:
  void name_columns(const std::vector<std::string>& names);
  void add_value(std::size_t column, std::string_view text, ObservedRecord& record) const;

  const ObservationForms& forms_;
  std::string header_;
  char separator_ = ',', set_separator_ = ',';
  bool plain_ = false;  // no quotation marks: what a line of "#fields" describes
  std::string unset_ = "-", empty_ = "(empty)";
  std::vector<std::optional<std::size_t>> names_;  // by column
  std::vector<bool> lists_;
  std::vector<std::string> cells_;
};

// False: no JSON object. Bytes that are no UTF-8 become U+FFFD.
bool take_json_record(std::string_view line, const ObservationForms& forms, const Limits& limits,
                      ObservedRecord& record);

}  // namespace whence
