// IPv4 and IPv6 addresses and ranges of them, as text and as bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace whence {

// In network order. IPv4 lies in ::ffff:0:0/96.
using AddressBytes = std::array<std::uint8_t, 16>;

// The addresses whose first `bits` bits (0 to 128) are those of `first`; the others of `first` are zero.
struct AddressRange {
  AddressBytes first{};
  unsigned bits = 0;
  bool operator==(const AddressRange&) const = default;
};

// Four decimal octets without leading zeros, the whole of `text`. As ::ffff:a.b.c.d.
std::optional<AddressBytes> parse_ipv4(std::string_view text);
// RFC 4291 2.2, the whole of `text`: eight groups, or fewer with one "::"; the last two may be written as IPv4.
std::optional<AddressBytes> parse_ipv6(std::string_view text);
std::optional<AddressBytes> parse_address(std::string_view text);  // either
// "192.0.2.0/24", "2001:db8::/32"; bits of the address beyond the prefix are dropped.
std::optional<AddressRange> parse_range(std::string_view text);

// RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as "::".
std::string ipv6_text(const AddressBytes& bytes);
bool is_ipv4(const AddressBytes& bytes);
std::string address_text(const AddressBytes& bytes);  // IPv4 as four octets
std::string range_text(const AddressRange& range);

// The least and the greatest address that share the first `bits` bits with `bytes`.
AddressBytes first_of(AddressBytes bytes, unsigned bits);
AddressBytes last_of(AddressBytes bytes, unsigned bits);

// The length of the dotted quad at the start of `text` (digits and three full stops, octets unchecked), or 0.
std::size_t dotted_quad(std::string_view text);

}  // namespace whence
