// File paths and registry keys, found where they lie in a text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/span.h"
#include "reading/indicators/indicator_lexicon.h"

namespace whence {

struct PathMention {
  std::string_view type;  // "path" or "registry"
  std::string value;  // Windows and registry: lower case, single backslashes, the root's full name; Unix: as written
  Span span;
  bool defanged = false;
};

// The first path that starts in text[from, limit); it may end beyond. Windows: a drive, \\server\share or %VARIABLE%;
// folders may hold spaces where a later backslash shows it, the last part only inside quotation marks. Unix: a known
// first folder with at least one part below it, or ~/. Work is bounded by the length of what is found plus 128 bytes.
std::optional<PathMention> next_path(std::string_view text, std::size_t from, std::size_t limit,
                                     const IndicatorLexicon& lexicon);

}  // namespace whence
