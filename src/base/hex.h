#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace whence {

inline constexpr std::string_view hex_digits = "0123456789abcdef";

// RFC 4648 8, in lower case.
std::string to_hex(std::string_view bytes);
// Digits of either case; line ends are passed over; anything else makes the whole absent, as does half a byte.
std::optional<std::string> from_hex(std::string_view text);

}  // namespace whence
