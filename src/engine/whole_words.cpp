#include "engine/whole_words.h"

#include "base/text.h"

namespace whence {

bool stands_as_words(std::string_view words, std::string_view phrase) {
  const auto part = [&](std::size_t at) { return at < words.size() && (is_alpha(words[at]) || is_digit(words[at])); };
  if (phrase.empty()) return false;
  for (auto at = words.find(phrase); at != std::string_view::npos; at = words.find(phrase, at + 1)) {
    if ((at == 0 || !part(at - 1)) && !part(at + phrase.size())) return true;
  }
  return false;
}

}  // namespace whence
