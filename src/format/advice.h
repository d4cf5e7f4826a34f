// Words for messages about what a person wrote.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace whence {

using Keys = std::span<const std::string_view>;

// "did you mean \"victim\"?" where one of the keys is near, else "write one of ...". Requires: keys is not empty.
std::string advice_for(std::string_view key, Keys keys);
// "a, b, c".
std::string listed(Keys words);
// In quotation marks on one line, cut at 60 bytes, with control characters made visible.
std::string quoted(std::string_view text);

}  // namespace whence
