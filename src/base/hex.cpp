#include "base/hex.h"

#include <array>
#include <cstdint>

namespace whence {
namespace {

constexpr std::uint8_t foreign = 255, skipped = 254;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  for (auto& value : values) value = foreign;
  for (std::uint8_t i = 0; i < 10; ++i) values[std::size_t{'0'} + i] = i;
  for (std::uint8_t i = 10; i < 16; ++i) values[std::size_t{'a'} + i - 10] = values[std::size_t{'A'} + i - 10] = i;
  values['\n'] = values['\r'] = skipped;
  return values;
}

constexpr std::array<std::uint8_t, 256> values = make_values();

}  // namespace

std::string to_hex(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += hex_digits[byte >> 4U];
    text += hex_digits[byte & 15U];
  }
  return text;
}

std::optional<std::string> from_hex(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 2);
  unsigned high = 0;
  bool half = false;
  for (const char c : text) {
    const std::uint8_t value = values[static_cast<unsigned char>(c)];
    if (value == skipped) continue;
    if (value == foreign) return std::nullopt;
    if (half) bytes += static_cast<char>(high << 4U | value);
    high = value;
    half = !half;
  }
  if (half) return std::nullopt;
  return bytes;
}

}  // namespace whence
