#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace whence {

// RFC 4648 4, with padding, without line ends.
std::string to_base64(std::string_view bytes);
// Line ends are passed over; anything else that is not base64 makes the whole absent.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace whence
