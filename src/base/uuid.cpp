#include "base/uuid.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <vector>

#include <nettle/sha1.h>

#include "base/hex.h"
#include "base/text.h"

namespace whence {
namespace {

int digit(char c) {
  const auto found = hex_digits.find(to_lower(c));
  return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

// The order of RFC 8785: as UTF-16 code units. It differs from that of UTF-8 only above the basic plane.
std::vector<std::uint16_t> utf16(std::string_view text) {
  std::vector<std::uint16_t> units;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    const char32_t code = code_point(text, at, length);
    if (code >= 0x10000) {
      units.push_back(static_cast<std::uint16_t>(0xD800 + ((code - 0x10000) >> 10U)));
      units.push_back(static_cast<std::uint16_t>(0xDC00 + ((code - 0x10000) & 0x3FFU)));
    } else {
      units.push_back(static_cast<std::uint16_t>(code));
    }
    at += length;
  }
  return units;
}

void append_string(std::string& out, std::string_view text) {
  constexpr std::string_view short_forms = "\b\t\n\f\r\"\\";
  constexpr std::string_view letters = "btnfr\"\\";
  out += '"';
  for (const char c : text) {
    const auto found = short_forms.find(c);
    if (found != std::string_view::npos) {
      out += '\\';
      out += letters[found];
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += hex_digits[static_cast<unsigned char>(c) >> 4U];
      out += hex_digits[static_cast<unsigned char>(c) & 15U];
    } else {
      out += c;
    }
  }
  out += '"';
}

// Number::toString of ECMA-262: the shortest digits that read back, plain between 1e-7 and 1e21.
void append_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  if (value == 0) {
    out += '0';
    return;
  }
  std::array<char, 64> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const auto mark = text.find('e');
  int exponent = 0;
  const char* const from = text.data() + mark + (text[mark + 1] == '+' ? 2 : 1);
  std::from_chars(from, text.data() + text.size(), exponent);
  std::string digits;
  for (const char c : text.substr(0, mark)) {
    if (is_digit(c)) digits += c;
  }
  if (value < 0) out += '-';
  const int count = static_cast<int>(digits.size());
  if (exponent >= 21 || exponent < -6) {
    out += digits[0];
    if (count > 1) out += "." + digits.substr(1);
    out += (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
  } else if (exponent < 0) {
    out += "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  } else if (exponent + 1 >= count) {
    out += digits + std::string(static_cast<std::size_t>(exponent + 1 - count), '0');
  } else {
    out += digits.substr(0, static_cast<std::size_t>(exponent) + 1) + "." +
           digits.substr(static_cast<std::size_t>(exponent) + 1);
  }
}

// The depth is that of a value which a bounded parser or our own code has built.
void append(std::string& out, const Json& value) {
  if (value.is_object()) {
    std::vector<std::pair<std::vector<std::uint16_t>, const std::pair<std::string, Json>*>> sorted;
    for (const auto& member : value.members()) sorted.emplace_back(utf16(member.first), &member);
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    out += '{';
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (i > 0) out += ',';
      append_string(out, sorted[i].second->first);
      out += ':';
      append(out, sorted[i].second->second);
    }
    out += '}';
  } else if (value.is_array()) {
    out += '[';
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      if (i > 0) out += ',';
      append(out, value.items()[i]);
    }
    out += ']';
  } else if (value.is_string()) {
    append_string(out, value.text());
  } else if (const auto number = value.number()) {
    append_number(out, *number);
  } else if (const auto flag = value.boolean()) {
    out += *flag ? "true" : "false";
  } else {
    out += "null";
  }
}

}  // namespace

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : digit(text[i]) < 0) return false;
  }
  return true;
}

std::string uuid_v5(std::string_view space, std::string_view name) {
  WHENCE_CHECK(is_uuid(space));
  std::array<std::uint8_t, 16> id{};
  std::size_t nibble = 0;
  for (const char c : space) {
    if (c == '-') continue;
    id[nibble / 2] = static_cast<std::uint8_t>(id[nibble / 2] << 4U | static_cast<unsigned>(digit(c)));
    ++nibble;
  }
  sha1_ctx context;
  sha1_init(&context);
  sha1_update(&context, id.size(), id.data());
  sha1_update(&context, name.size(), reinterpret_cast<const std::uint8_t*>(name.data()));
  std::array<std::uint8_t, SHA1_DIGEST_SIZE> digest{};
  sha1_digest(&context, digest.size(), digest.data());
  digest[6] = static_cast<std::uint8_t>((digest[6] & 0x0FU) | 0x50U);
  digest[8] = static_cast<std::uint8_t>((digest[8] & 0x3FU) | 0x80U);
  std::string text;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += hex_digits[digest[i] >> 4U];
    text += hex_digits[digest[i] & 15U];
  }
  return text;
}

std::string canonical_text(const Json& value) {
  std::string out;
  append(out, value);
  return out;
}

}  // namespace whence
