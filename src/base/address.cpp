#include "base/address.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t ipv4_offset = 12;

// Up to four hexadecimal digits; absent if there are none or more.
std::optional<unsigned> group_value(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  unsigned value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (problem != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// Groups between colons, as bytes; false if one is malformed. Only the last may be an IPv4 address.
bool append_groups(std::string_view text, bool last, std::vector<std::uint8_t>& bytes) {
  while (!text.empty()) {
    const std::size_t colon = text.find(':');
    const std::string_view group = text.substr(0, colon);
    if (last && colon == std::string_view::npos && group.find('.') != std::string_view::npos) {
      const auto quad = parse_ipv4(group);
      if (!quad) return false;
      bytes.insert(bytes.end(), quad->begin() + ipv4_offset, quad->end());
    } else {
      const auto value = group_value(group);
      if (!value) return false;
      bytes.push_back(static_cast<std::uint8_t>(*value >> 8U));
      bytes.push_back(static_cast<std::uint8_t>(*value & 0xFFU));
    }
    if (bytes.size() > 16) return false;
    if (colon == std::string_view::npos) return true;
    text.remove_prefix(colon + 1);
    if (text.empty()) return false;
  }
  return true;
}

}  // namespace

std::optional<AddressBytes> parse_ipv4(std::string_view text) {
  AddressBytes bytes{};
  bytes[10] = bytes[11] = 0xFFU;
  for (std::size_t octet = 0; octet < 4; ++octet) {
    unsigned value = 0;
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits]) && digits < 4) {
      value = value * 10 + static_cast<unsigned>(text[digits++] - '0');
    }
    if (digits == 0 || digits > 3 || value > 255 || (digits > 1 && text[0] == '0')) return std::nullopt;
    bytes[ipv4_offset + octet] = static_cast<std::uint8_t>(value);
    text.remove_prefix(digits);
    if (octet == 3) break;
    if (text.empty() || text[0] != '.') return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  return bytes;
}

std::optional<AddressBytes> parse_ipv6(std::string_view text) {
  if (text.size() > 45) return std::nullopt;
  const std::size_t gap = text.find("::");
  std::vector<std::uint8_t> head, tail;
  AddressBytes bytes{};
  if (gap == std::string_view::npos) {
    if (!append_groups(text, true, head) || head.size() != 16) return std::nullopt;
  } else {
    const std::string_view rest = text.substr(gap + 2);
    if (rest.find("::") != std::string_view::npos || rest.starts_with(':')) return std::nullopt;
    if (!append_groups(text.substr(0, gap), false, head) || !append_groups(rest, true, tail)) return std::nullopt;
    if (head.size() + tail.size() > 14) return std::nullopt;
  }
  std::copy(head.begin(), head.end(), bytes.begin());
  std::copy(tail.rbegin(), tail.rend(), bytes.rbegin());
  return bytes;
}

std::string ipv6_text(const AddressBytes& bytes) {
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < 8; ++i) groups[i] = bytes[2 * i] * 256U + bytes[2 * i + 1];
  std::size_t gap = 8, gap_size = 1;  // a single zero group is written out
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t size = 0;
    while (i + size < 8 && groups[i + size] == 0) ++size;
    if (size > gap_size) {
      gap = i;
      gap_size = size;
    }
  }
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == gap) {
      text += "::";
      i += gap_size - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    text += fmt::format("{:x}", groups[i]);
  }
  return text;
}

std::size_t dotted_quad(std::string_view text) {
  std::size_t at = 0;
  for (int part = 0; part < 4; ++part) {
    const std::size_t start = at;
    while (at < text.size() && at - start < 4 && is_digit(text[at])) ++at;
    if (at == start || at - start == 4) return 0;
    if (part == 3) return at;
    if (at >= text.size() || text[at] != '.') return 0;
    ++at;
  }
  return 0;
}

std::string address_text(const AddressBytes& bytes) {
  if (!is_ipv4(bytes)) return ipv6_text(bytes);
  return fmt::format("{}.{}.{}.{}", bytes[12], bytes[13], bytes[14], bytes[15]);
}

bool is_ipv4(const AddressBytes& bytes) {
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](std::uint8_t byte) { return byte == 0; }) &&
         bytes[10] == 0xFFU && bytes[11] == 0xFFU;
}

std::optional<AddressBytes> parse_address(std::string_view text) {
  const auto four = parse_ipv4(text);
  return four ? four : parse_ipv6(text);
}

std::optional<AddressRange> parse_range(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash + 1 == text.size() || text.size() - slash > 4) return std::nullopt;
  const auto bytes = parse_address(text.substr(0, slash));
  unsigned bits = 0;
  const auto [end, problem] = std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
  if (!bytes || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const bool four = parse_ipv4(text.substr(0, slash)).has_value();
  if (bits > (four ? 32U : 128U)) return std::nullopt;
  return AddressRange{first_of(*bytes, four ? bits + 96 : bits), four ? bits + 96 : bits};
}

AddressBytes first_of(AddressBytes bytes, unsigned bits) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned kept = bits >= 8 * (i + 1) ? 8U : bits > 8 * i ? bits - 8 * static_cast<unsigned>(i) : 0U;
    bytes[i] = static_cast<std::uint8_t>(bytes[i] & (0xFF00U >> kept));
  }
  return bytes;
}

AddressBytes last_of(AddressBytes bytes, unsigned bits) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned kept = bits >= 8 * (i + 1) ? 8U : bits > 8 * i ? bits - 8 * static_cast<unsigned>(i) : 0U;
    bytes[i] = static_cast<std::uint8_t>(bytes[i] | (0xFFU >> kept));
  }
  return bytes;
}

std::string range_text(const AddressRange& range) {
  return fmt::format("{}/{}", address_text(range.first),
                     is_ipv4(range.first) && range.bits >= 96 ? range.bits - 96 : range.bits);
}

}  // namespace whence
