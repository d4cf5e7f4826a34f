#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace whence {

// RFC 4122, version 5: the same namespace and name give the same id everywhere. `space`: a UUID in hyphenated
// hexadecimal; anything else is our own mistake.
std::string uuid_v5(std::string_view space, std::string_view name);

// 8-4-4-4-12 hexadecimal digits of either case.
bool is_uuid(std::string_view text);

// RFC 8785: one spelling for each value, so that a hash over it means the value. Members by UTF-16 code units, numbers
// as ECMAScript prints them. Requires: strings are UTF-8. Whole numbers beyond 2^53 lose digits, as the RFC has it.
std::string canonical_text(const Json& value);

}  // namespace whence
