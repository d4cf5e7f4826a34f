#include "base/base64.h"

#include <array>
#include <cstdint>

namespace whence {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t foreign = 255, skipped = 254;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  for (auto& value : values) value = foreign;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    values[static_cast<unsigned char>(letters[i])] = static_cast<std::uint8_t>(i);
  }
  values['\n'] = values['\r'] = skipped;
  return values;
}

constexpr std::array<std::uint8_t, 256> values = make_values();

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8U | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    const std::size_t held = bytes.size() - at < 3 ? bytes.size() - at + 1 : 4;
    for (std::size_t i = 0; i < 4; ++i) text += i < held ? letters[group >> (18 - 6 * i) & 63U] : '=';
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t group = 0;
  std::size_t held = 0, padding = 0;
  for (const char c : text) {
    const std::uint8_t value = values[static_cast<unsigned char>(c)];
    if (value == skipped) continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    if (value == foreign || padding != 0) return std::nullopt;
    group = group << 6U | value;
    if (++held % 4 != 0) continue;
    bytes += static_cast<char>(group >> 16U & 255U);
    bytes += static_cast<char>(group >> 8U & 255U);
    bytes += static_cast<char>(group & 255U);
  }
  const std::size_t rest = held % 4;
  if (rest == 1 || (rest + padding) % 4 != 0) return std::nullopt;
  if (rest >= 2) bytes += static_cast<char>(group >> (rest == 2 ? 4U : 10U) & 255U);
  if (rest == 3) bytes += static_cast<char>(group >> 2U & 255U);
  return bytes;
}

}  // namespace whence
