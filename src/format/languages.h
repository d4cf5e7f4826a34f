#pragma once

#include <string>
#include <string_view>

namespace whence {

// "German" for "de" (ISO 639-1); "language xx" for a code without a name here; "language not told" for none.
std::string language_name(std::string_view code);

}  // namespace whence
