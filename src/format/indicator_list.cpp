#include "format/indicator_list.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/line_reader.h"
#include "base/text.h"
#include "format/csv_line.h"
#include "format/json_records.h"
#include "format/stix_pattern.h"

namespace whence {
namespace {

constexpr std::size_t longest_text = 65536;  // of a value or pattern in JSON

class ListReader {
 public:
  ListReader(const ListWords& words, const ListOptions& options, const Limits& limits, const TakeListed& take,
             const TellOddity& odd)
      : words_(words), options_(options), limits_(limits), take_(take), odd_(odd) {}

  Result<ListShape> read(const ReadBytes& bytes);

 private:
  Result<void> text_line(std::string_view line);
  bool header(std::string_view line);
  Result<void> named_columns();
  void row(std::string_view line);
  void plain(std::string_view line);
  void typed(std::string_view value, const ListType& type);
  void record(const JsonRecord& record);
  void json(const ReadBytes& bytes, std::string_view first);
  void give(std::string_view value, std::optional<IndicatorKind> kind) { take_({value, kind, line_}); }

  const ListWords& words_;
  const ListOptions& options_;
  const Limits& limits_;
  const TakeListed& take_;
  const TellOddity& odd_;
  ListShape shape_;
  std::uint64_t line_ = 0;
  bool first_ = true;
  char separator_ = ',';
  std::vector<std::string> cells_;
  std::vector<const ListType*> columns_;  // of CSV, by place; null: no value there
  std::optional<std::size_t> value_column_, type_column_;
};

// A value whose kind its form says.
const ListType& any_type() {
  static const ListType type{{ListType::Part{}}};
  return type;
}

void ListReader::typed(std::string_view value, const ListType& type) {
  if (type.parts.size() == 1) {
    if (type.parts[0].used) give(value, type.parts[0].kind);
    return;
  }
  const std::vector<std::string_view> parts = split(value, '|');
  if (parts.size() != type.parts.size()) {
    odd_(line_, fmt::format("'{}' has not {} parts", visible(value.substr(0, 80)), type.parts.size()));
    return;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (type.parts[i].used) give(parts[i], type.parts[i].kind);
  }
}

// Does this line name columns? Sets what stands where.
bool ListReader::header(std::string_view line) {
  separator_ = csv_separator(line);
  split_csv_line(line, separator_, cells_);
  columns_.assign(cells_.size(), nullptr);
  bool known = false;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const std::string name = lower(cells_[i]);
    if (options_.column ? name == lower(*options_.column) : false) value_column_ = i;
    if (options_.type_column ? name == lower(*options_.type_column) : false) type_column_ = i;
    const auto meaning = words_.columns.find(name);
    if (meaning == words_.columns.end()) continue;
    known = true;
    if (meaning->second == "value") {
      if (!options_.column && !value_column_) value_column_ = i;
    } else if (meaning->second == "type") {
      if (!options_.type_column && !type_column_) type_column_ = i;
    } else if (const auto type = words_.types.find(meaning->second); type != words_.types.end()) {
      columns_[i] = &type->second;
    }
  }
  if (value_column_) columns_.assign(cells_.size(), nullptr);
  const bool of_values = value_column_ || std::any_of(columns_.begin(), columns_.end(), [](auto* c) { return c; });
  return options_.column || (known && of_values);
}

void ListReader::row(std::string_view line) {
  split_csv_line(line, separator_, cells_);
  if (value_column_) {
    if (*value_column_ >= cells_.size()) return odd_(line_, "too few cells");
    const ListType* type = &any_type();
    if (type_column_ && *type_column_ < cells_.size()) {
      const auto found = words_.types.find(lower(cells_[*type_column_]));
      if (found != words_.types.end()) type = &found->second;
    }
    return typed(cells_[*value_column_], *type);
  }
  for (std::size_t i = 0; i < std::min(cells_.size(), columns_.size()); ++i) {
    if (columns_[i] != nullptr && !cells_[i].empty()) typed(cells_[i], *columns_[i]);
  }
}

// One value a line, what follows it being somebody's remark; or a line of a hosts file, "0.0.0.0 evil.example".
void ListReader::plain(std::string_view line) {
  for (const std::string_view mark : {" #", "\t#", " ;", " //"}) line = line.substr(0, line.find(mark));
  const std::size_t gap = line.find_first_of(" \t");
  std::string_view value = line.substr(0, gap);
  if (gap != std::string_view::npos &&
      (value == "0.0.0.0" || value == "127.0.0.1" || value == "::" || value == "::1")) {
    const std::string_view rest = trim(line.substr(gap));
    value = rest.substr(0, rest.find_first_of(" \t"));
  }
  while (!value.empty() && std::string_view(",;\"'").find(value.back()) != std::string_view::npos)
    value.remove_suffix(1);
  while (!value.empty() && std::string_view("\"'").find(value.front()) != std::string_view::npos)
    value.remove_prefix(1);
  give(value, std::nullopt);
}

Result<void> ListReader::text_line(std::string_view line) {
  line = trim(line);
  const bool plain_form = shape_.form == ListForm::plain;
  const bool comment = line.starts_with('#') || (plain_form && (line.starts_with(';') || line.starts_with("//")));
  // Some lists name their columns in a comment: # "first_seen_utc","dst_ip"
  const std::size_t begin = comment ? line.find_first_not_of("#;/ ") : 0;
  const std::string_view bare = line.substr(std::min(begin, line.size()));
  if (plain_form && !bare.empty() && (first_ || comment) &&
      (bare.find_first_of(",;\t|") != std::string_view::npos || (first_ && !comment)) && header(bare)) {
    if (options_.column && !value_column_) {
      return Error{Code::not_found, fmt::format("line {}: no column '{}'; it has {}", line_, *options_.column,
                                                visible(bare.substr(0, 200)))};
    }
    shape_.form = ListForm::csv;
    first_ = false;
    return {};
  }
  if (line.empty() || comment) return {};
  first_ = false;
  ++shape_.records;
  if (shape_.form == ListForm::csv) {
    row(line);
  } else {
    plain(line);
  }
  return {};
}

void ListReader::record(const JsonRecord& record) {
  const auto& type = record.members[0];
  const auto& value = record.members[1];
  const auto& pattern = record.members[2];
  const auto& pattern_type = record.members[3];
  const auto& to_ids = record.members[4];
  const auto& deleted = record.members[5];
  const auto& revoked = record.members[6];
  line_ = record.line;
  if (!pattern && !(value && type)) return;
  ++shape_.records;
  if (revoked == "true" || deleted == "true" || deleted == "1" ||
      (!options_.undetectable && (to_ids == "false" || to_ids == "0"))) {
    ++shape_.left_out;
    return;
  }
  if (pattern) {
    if (pattern_type && *pattern_type != "stix")
      return odd_(line_, fmt::format("a pattern of type '{}'", visible(pattern_type->substr(0, 40))));
    const auto values = simple_pattern(*pattern);
    if (!values) return odd_(line_, "a pattern that is more than values joined by OR");
    for (const PatternValue& one : *values) {
      const auto found = words_.types.find(one.path);
      if (found == words_.types.end()) {
        odd_(line_, fmt::format("a pattern on {}", visible(one.path.substr(0, 80))));
      } else {
        typed(one.value, found->second);
      }
    }
    return;
  }
  const auto found = words_.types.find(lower(*type));
  if (found == words_.types.end())
    return odd_(line_, fmt::format("a value of type '{}'", visible(type->substr(0, 40))));
  typed(*value, found->second);
}

void ListReader::json(const ReadBytes& bytes, std::string_view first) {
  shape_.form = ListForm::json;
  JsonRecords records(
      {"type", "value", "pattern", "pattern_type", "to_ids", "deleted", "revoked"}, limits_, longest_text,
      [&](const JsonRecord& one) { record(one); },
      [&](std::string_view array, std::string_view text, std::uint64_t line) {
        if (!array.empty() && array != "list") return;
        line_ = line;
        ++shape_.records;
        give(text, std::nullopt);
      });
  std::string room(std::size_t{1} << 16U, '\0');
  records.feed(first);
  for (std::size_t size = 1; size > 0 && !records.problem();) {
    size = bytes(room.data(), room.size());
    records.feed(std::string_view(room).substr(0, size));
  }
  if (const Result<void> ended = records.end(); !ended)
    odd_(0, fmt::format("{}; what came before was read", ended.error().message));
}

Result<ListShape> ListReader::read(const ReadBytes& bytes) {
  std::string first(4096, '\0');
  first.resize(bytes(first.data(), first.size()));
  const std::size_t begin = first.find_first_not_of(" \t\r\n");
  if (begin != std::string::npos && (first[begin] == '{' || first[begin] == '[')) {
    json(bytes, first);
    return shape_;
  }
  bool given = false;
  const ReadBytes again = [&](char* into, std::size_t size) {
    if (given) return bytes(into, size);
    given = true;
    WHENCE_CHECK(size >= first.size());
    std::copy(first.begin(), first.end(), into);
    return first.size();
  };
  LineReader lines(again, options_.longest_line);
  std::string_view line;
  while (true) {
    const LineReader::Kind kind = lines.next(line);
    if (kind == LineReader::Kind::end) return shape_;
    line_ = lines.number();
    if (kind == LineReader::Kind::too_long) {
      odd_(line_, fmt::format("longer than {} bytes", options_.longest_line));
      continue;
    }
    if (const Result<void> done = text_line(line); !done) return done.error();
  }
}

}  // namespace

Result<ListShape> read_indicator_list(const ReadBytes& read, const ListWords& words, const ListOptions& options,
                                      const Limits& limits, const TakeListed& take, const TellOddity& odd) {
  return ListReader(words, options, limits, take, odd).read(read);
}

std::string_view name_of(ListForm form) {
  switch (form) {
    case ListForm::plain:
      return "plain list";
    case ListForm::csv:
      return "CSV";
    case ListForm::json:
      return "JSON";
  }
  return "JSON";
}

}  // namespace whence
