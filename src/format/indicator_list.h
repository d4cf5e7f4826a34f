// Lists of indicators as they are published: one value a line, CSV, STIX 2 bundles, MISP events, attributes and warning
// lists; as one JSON text or one a line. Told by the bytes, not by the name. Of any size: one record is held.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_stream.h"
#include "base/limits.h"
#include "base/result.h"
#include "model/sighting.h"

namespace whence {

// What a type's name says of a value. More than one part: the value has so many, separated by a bar.
struct ListType {
  struct Part {
    bool used = true;                   // false: of no use here ("filename" of "filename|sha256")
    std::optional<IndicatorKind> kind;  // absent: the value's form says
  };
  std::vector<Part> parts;
};

// The words that lists use; from data/sightings/.
struct ListWords {
  std::map<std::string, ListType, std::less<>> types;       // "ip-dst", "domain|ip", "ipv4-addr:value"; lower case
  std::map<std::string, std::string, std::less<>> columns;  // of CSV: "sha256_hash" -> "value", "type" or a type
};

struct ListOptions {
  std::optional<std::string> column;       // of CSV: where the value stands
  std::optional<std::string> type_column;  // and its type
  bool undetectable = false;               // take MISP attributes with to_ids false too
  std::size_t longest_line = std::size_t{1} << 20U;
};

struct ListedValue {
  std::string_view value;
  std::optional<IndicatorKind> kind;
  std::uint64_t line = 0;
};

enum class ListForm : std::uint8_t { plain, csv, json };
std::string_view name_of(ListForm form);  // "plain list", "CSV", "JSON"

struct ListShape {
  ListForm form = ListForm::plain;
  std::uint64_t records = 0;   // lines that are no comments, or JSON objects with a value or pattern
  std::uint64_t left_out = 0;  // revoked, deleted, or not meant for detection
};

using TakeListed = std::function<void(const ListedValue& value)>;
using TellOddity = std::function<void(std::uint64_t line, std::string_view what)>;

// Errors: a column that is named and not there; more than limits.entries are no error here. What cannot be used goes to
// `odd` and the list is read on.
Result<ListShape> read_indicator_list(const ReadBytes& read, const ListWords& words, const ListOptions& options,
                                      const Limits& limits, const TakeListed& take, const TellOddity& odd);

}  // namespace whence
