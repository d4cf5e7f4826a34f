#pragma once

#include <string>
#include <string_view>

namespace whence {

// SHA-256 in lower-case hexadecimal (FIPS 180-4).
std::string sha256(std::string_view bytes);

}  // namespace whence
