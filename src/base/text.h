// Small questions about text. ASCII unless said; everything else passes through untouched.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace whence {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_alpha(char c) { return is_upper(c) || is_lower(c); }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text);
std::string_view trim(std::string_view text);
// Every part, empty ones included: split("a||b", '|') has three.
std::vector<std::string_view> split(std::string_view text, char separator);
std::vector<std::string_view> lines(std::string_view text);  // without line ends; CR LF is one end
std::string join(const std::vector<std::string>& parts, std::string_view separator);
// Every run of white space becomes one space; ends are trimmed.
std::string squeeze(std::string_view text);

// The first byte that is not UTF-8 (overlong forms, surrogates and values above U+10FFFF are not), or text.size().
std::size_t utf8_error(std::string_view text);
// The code point at `at`, and its length in bytes. Requires: text is UTF-8, at < size.
char32_t code_point(std::string_view text, std::size_t at, std::size_t& length);
void append_utf8(std::string& text, char32_t code);
// Columns on a terminal: code points, wide East Asian ones twice, combining ones not at all.
std::size_t display_width(std::string_view text);
// Is this code point one that shows nothing itself and may change how others show: controls (also the line feed),
// bidirectional overrides, zero-width and private characters?
bool is_hidden(char32_t code);
// Control characters, bidirectional overrides and other invisible code points as \u{...}; for anything a terminal or
// page shows that came from a document.
std::string visible(std::string_view text);

}  // namespace whence
