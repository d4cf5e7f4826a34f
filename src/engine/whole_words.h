#pragma once

#include <string_view>

namespace whence {

// Whether `phrase` stands in `words` as whole words: no ASCII letter or digit right before or after it. Both in lower
// case. An empty phrase stands nowhere.
bool stands_as_words(std::string_view words, std::string_view phrase);

}  // namespace whence
