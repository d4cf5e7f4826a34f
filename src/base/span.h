#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace whence {

// Bytes [begin, end) of one document's UTF-8 text. Never splits a code point.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  auto operator<=>(const Span&) const = default;
  bool empty() const { return begin == end; }
  std::uint32_t size() const { return end - begin; }
  bool contains(const Span& other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
};

// Requires: span lies within text.
inline std::string_view text_of(std::string_view text, const Span& span) {
  return text.substr(span.begin, span.size());
}

}  // namespace whence
