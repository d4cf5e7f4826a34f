// Indicators that are looked for in logs, and what was seen of them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace whence {

enum class IndicatorKind : std::uint8_t { domain, address, range, url, email, hash };
inline constexpr std::array<std::string_view, 6> indicator_kind_names = {"domain", "address", "range",
                                                                         "url",    "email",   "hash"};
constexpr std::string_view name_of(IndicatorKind kind) { return indicator_kind_names[static_cast<std::size_t>(kind)]; }

// A value in the one form in which equal indicators are equal text:
// domain   lower case, no full stop at the end: "evil.example"
// address  as address_text() writes it
// range    as range_text() writes it, of fewer addresses than all and more than one
// url      host in lower case, port unless it is the scheme's own, path, query; no scheme, user or fragment:
//          "evil.example:8080/gate.php?id=1"; an empty path is "/"
// email    lower case
// hash     hexadecimal digits in lower case
struct IndicatorKey {
  IndicatorKind kind = IndicatorKind::domain;
  std::string text;
  bool operator==(const IndicatorKey&) const = default;
};

// One indicator in one line of a log.
struct Sighting {
  IndicatorKind kind = IndicatorKind::domain;
  std::string_view indicator;  // its key's text
  std::uint32_t list = 0;      // which list it came from, and where it stood there first
  std::uint32_t list_line = 0;
  std::string_view seen;     // as the log writes it: "www.Evil.example" where the indicator is evil.example
  std::string_view text;     // the line, or the part of it around `seen` where it is long
  std::uint64_t line = 0;    // from 1
  std::uint64_t offset = 0;  // of `seen` in the unpacked stream
  std::string_view benign;   // why this is not to be taken for a finding; empty: no reason known
};

}  // namespace whence
