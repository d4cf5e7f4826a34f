// IPv4 and IPv6 addresses as text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "reading/indicator_lexicon.h"

namespace whence {

// Four decimal octets without leading zeros, the whole of `text`. As ::ffff:a.b.c.d.
std::optional<AddressBytes> parse_ipv4(std::string_view text);
// RFC 4291 2.2, the whole of `text`: eight groups, or fewer with one "::"; the last two may be written as IPv4.
std::optional<AddressBytes> parse_ipv6(std::string_view text);
// RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as "::".
std::string ipv6_text(const AddressBytes& bytes);
// Why the address is nobody's on the open network; empty if it may be somebody's.
std::string_view address_note(const AddressBytes& bytes, const std::vector<AddressBlock>& blocks);
// The length of the dotted quad at the start of `text` (digits and three full stops, octets unchecked), or 0.
std::size_t dotted_quad(std::string_view text);

}  // namespace whence
