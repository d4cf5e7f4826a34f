#pragma once

#include <string_view>

#include "base/text.h"

namespace whence {

// Whether `phrase` stands in `text` with no letter beside it. Bytes; both in the same case.
inline bool phrase_in(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || !is_alpha(text[at - 1])) && (end >= text.size() || !is_alpha(text[end]))) return true;
  }
  return false;
}

}  // namespace whence
