// How keys are hashed: label by label from the right, so that every parent of a host name is asked for on the way
// through it once. Letters count in either case. The seed differs from run to run: nobody can write a list or a log
// whose hashes all meet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace whence {

// What must be readable behind the end of any text that is hashed; its content is of no matter.
inline constexpr std::size_t hash_padding = 8;

inline std::uint64_t hash_word(const char* bytes, std::size_t size, std::uint64_t fold) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  word |= fold;
  return size >= sizeof word ? word : word & ((std::uint64_t{1} << (8 * size)) - 1);
}

inline std::uint64_t hash_bytes(std::uint64_t hash, std::string_view text, std::uint64_t fold) {
  hash = hash * 0x9E3779B97F4A7C15U + text.size() + 1;
  const char* at = text.data();
  for (std::size_t left = text.size(); left > 0;) {
    const std::size_t part = left < sizeof hash ? left : sizeof hash;
    hash = (hash ^ hash_word(at, part, fold)) * 0xD6E8FEB86659FD93U;
    hash ^= hash >> 32U;
    at += part;
    left -= part;
  }
  return hash;
}

// One more label to the left of what `hash` stands for. Bit 5 set: letters lose their case, digits, - and . stay.
inline std::uint64_t hash_label(std::uint64_t hash, std::string_view label) {
  return hash_bytes(hash, label, 0x2020202020202020U);
}

// All labels of a host; also of an address or a hash.
inline std::uint64_t hash_host(std::uint64_t seed, std::string_view host) {
  std::uint64_t hash = seed;
  while (true) {
    const std::size_t dot = host.rfind('.');
    hash = hash_label(hash, host.substr(dot == std::string_view::npos ? 0 : dot + 1));
    if (dot == std::string_view::npos) return hash;
    host = host.substr(0, dot);
  }
}

// Of a URL, given its host's; and of a mail address.
inline std::uint64_t hash_url(std::uint64_t host, std::string_view rest) {
  return hash_bytes(host ^ 0xA5A5A5A5A5A5A5A5U, rest, 0);
}
inline std::uint64_t hash_email(std::uint64_t host, std::string_view mailbox) {
  return hash_label(host ^ 0x3C3C3C3C3C3C3C3CU, mailbox);
}
// Whether any URL, or mail address, has this host.
inline std::uint64_t hash_url_host(std::uint64_t host) { return host * 0xC2B2AE3D27D4EB4FU + 1; }
inline std::uint64_t hash_email_host(std::uint64_t host) { return host * 0x165667B19E3779F9U + 3; }

// The last step before a hash is used: every bit depends on every bit.
inline std::uint64_t mixed(std::uint64_t hash) {
  hash = (hash ^ (hash >> 29U)) * 0xBF58476D1CE4E5B9U;
  return hash ^ (hash >> 32U);
}

// 0 to count - 1, by the upper half of the hash. Requires: count < 2^32.
inline std::size_t place_of(std::uint64_t hash, std::uint64_t count) {
  return static_cast<std::size_t>(((hash >> 32U) * count) >> 32U);
}

}  // namespace whence
