// YAML as a tree that knows its lines. A subset on purpose: no anchors or aliases (no bombs), no tags, one document,
// string keys, no key twice.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"

namespace whence {

enum class YamlKind { null, scalar, sequence, map };

struct YamlEntry;

struct Yaml {
  YamlKind kind = YamlKind::null;
  std::string text;                // of a scalar, as written but unquoted
  std::vector<Yaml> items;         // of a sequence
  std::vector<YamlEntry> members;  // of a map, in order
  std::size_t line = 0;            // 1-based
};

struct YamlEntry {
  std::string key;
  std::size_t line = 0;  // of the key
  Yaml value;
};

// Errors are "NAME:LINE: what is wrong; what to write". Enforces limits.bytes, limits.depth (64 at most),
// limits.entries. Requires: text is UTF-8.
Result<Yaml> parse_yaml(std::string_view text, std::string_view name, const Limits& limits);

}  // namespace whence
