#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace whence {

// 64 bits of the text and of `before`, the same on every machine that stores the low byte first. Files hold it, so it
// never changes. No defence against somebody who looks for two texts of one hash.
inline std::uint64_t text_hash(std::string_view text, std::uint64_t before = 0) {
  std::uint64_t hash = (before + text.size() + 1) * 0x9E3779B97F4A7C15U;
  while (!text.empty()) {
    std::uint64_t word = 0;
    const std::size_t part = text.size() < sizeof word ? text.size() : sizeof word;
    std::memcpy(&word, text.data(), part);
    hash = (hash ^ word) * 0xD6E8FEB86659FD93U;
    hash ^= hash >> 32U;
    text.remove_prefix(part);
  }
  hash = (hash ^ (hash >> 29U)) * 0xBF58476D1CE4E5B9U;
  return hash ^ (hash >> 32U);
}

}  // namespace whence
