#pragma once

#include <optional>
#include <string_view>

#include "model/sighting.h"

namespace whence {

// The key of a value of a list; what kind it is, its form says. Nothing if it is no indicator of a kind that is
// matched. "*.evil.example" is the domain evil.example; "192.0.2.1:443" is the address; "evil.example/a" is a URL.
// Requires: `value` is not defanged.
std::optional<IndicatorKey> indicator_key(std::string_view value);
// The same for a value whose kind is known; nothing if it has not the form of that kind. A range of one address is an
// address, and an address where a range is named counts as one.
std::optional<IndicatorKey> indicator_key(std::string_view value, IndicatorKind kind);

// Where an e-mail's, URL's or domain's host ends and what follows begins; npos where there is none of the kind.
struct UrlParts {
  std::string_view host, rest;  // rest: port and all behind it, as in a key ("/gate.php"); without the fragment
};
// Of "host:port/path" with the scheme taken off. `scheme` is lower case or empty.
UrlParts url_parts(std::string_view text, std::string_view scheme);

}  // namespace whence
