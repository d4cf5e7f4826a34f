// What a byte can be in an indicator. One table, so that each question costs one look-up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"

namespace whence {

enum CharacterClass : std::uint8_t {
  character_alnum = 1,       // ASCII letter or digit
  character_hex = 2,         // hexadecimal digit
  character_name = 4,        // may stand in a host name, or is the first or a later byte of a letter that may
  character_inner = 8,       // beside a full stop or colon, makes it a trigger
  character_delimiter = 16,  // ends a word: white space, control, quotation mark, < > | `
  character_local = 32,      // may stand before the @ of an address
  character_form = 64,       // a word without any holds no defanged form
  character_path = 128,      // a word without any holds no path
};

constexpr std::uint8_t classes_of(unsigned byte) {
  const char c = static_cast<char>(byte);
  unsigned result = 0;
  const bool alnum = byte < 0x80U && (is_alpha(c) || is_digit(c));
  if (alnum) result |= character_alnum | character_name | character_inner | character_local;
  if (is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) result |= character_hex;
  if (c == '.' || c == '-' || c == '_') result |= character_name | character_local;
  if (byte >= 0x80U) result |= character_inner;
  if (std::string_view("()[]{}:/\\_-").find(c) != std::string_view::npos) result |= character_inner;
  if (byte <= 0x20U || byte == 0x7FU || c == '"' || c == '<' || c == '>' || c == '|' || c == '`')
    result |= character_delimiter;
  if (c == '+' || c == '%') result |= character_local;
  if (std::string_view("[({\\]}) ").find(c) != std::string_view::npos) result |= character_form;
  if (c == '/' || c == '\\') result |= character_path;
  return static_cast<std::uint8_t>(result);
}

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) table[byte] = classes_of(byte);
  return table;
}

inline constexpr std::array<std::uint8_t, 256> character_classes = make_classes();

constexpr bool is(char c, CharacterClass wanted) {
  return (character_classes[static_cast<unsigned char>(c)] & wanted) != 0;
}
constexpr bool is_alnum(char c) { return is(c, character_alnum); }
constexpr bool is_hex(char c) { return is(c, character_hex); }
constexpr bool is_delimiter(char c) { return is(c, character_delimiter); }

// The byte at `at`, or a space beyond either end.
constexpr char byte_at(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : ' '; }

// The length of the host-name character at `at`: 1 for ASCII, 2 for a Latin, Greek or Cyrillic letter, else 0. Letters
// of scripts written without spaces are left out: there, a name would swallow the words around it.
constexpr std::size_t name_character(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (is(text[at], character_name)) return 1;
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0xC3U || lead > 0xD3U || (lead > 0xC9U && lead < 0xCEU) || at + 1 >= text.size()) return 0;
  const auto trail = static_cast<unsigned char>(text[at + 1]);
  if (trail < 0x80U || trail > 0xBFU) return 0;
  return lead == 0xC3U && (trail == 0x97U || trail == 0xB7U) ? 0 : 2;  // the signs for times and divided by
}

}  // namespace whence
