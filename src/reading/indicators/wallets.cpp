#include "reading/indicators/wallets.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "reading/indicators/characters.h"

namespace whence {
namespace {

constexpr std::string_view base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::string_view base32 = "abcdefghijklmnopqrstuvwxyz234567";

std::string_view chars(const std::vector<std::uint8_t>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// The number written in base 58, as exactly `size` bytes, most significant first; nothing if it does not fit.
std::optional<std::vector<std::uint8_t>> from_base58(std::string_view word, std::size_t size) {
  std::vector<std::uint8_t> bytes(size);
  for (const char c : word) {
    const std::size_t digit = base58.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    std::size_t carry = digit;
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
      carry += std::size_t{*byte} * base58.size();
      *byte = static_cast<std::uint8_t>(carry & 0xFFU);
      carry >>= 8U;
    }
    if (carry != 0) return std::nullopt;
  }
  return bytes;
}

std::uint32_t bech32_step(std::uint32_t checksum, std::uint32_t value) {
  constexpr std::array<std::uint32_t, 5> generator = {0x3b6a57b2U, 0x26508e6dU, 0x1ea119faU, 0x3d4233ddU, 0x2a1462b3U};
  const std::uint32_t top = checksum >> 25U;
  checksum = ((checksum & 0x1ffffffU) << 5U) ^ value;
  for (unsigned i = 0; i < generator.size(); ++i) {
    if (((top >> i) & 1U) != 0) checksum ^= generator[i];
  }
  return checksum;
}

// Monero writes blocks of 8 bytes as 11 digits and the rest as few as it takes.
std::optional<std::vector<std::uint8_t>> from_monero_base58(std::string_view word) {
  constexpr std::array<std::size_t, 12> bytes_of_digits = {0, 99, 1, 2, 99, 3, 4, 5, 99, 6, 7, 8};
  std::vector<std::uint8_t> bytes;
  while (!word.empty()) {
    const std::size_t digits = std::min<std::size_t>(word.size(), 11);
    if (bytes_of_digits[digits] == 99) return std::nullopt;
    const auto part = from_base58(word.substr(0, digits), bytes_of_digits[digits]);
    if (!part) return std::nullopt;
    bytes.insert(bytes.end(), part->begin(), part->end());
    word.remove_prefix(digits);
  }
  return bytes;
}

}  // namespace

std::optional<std::string> bitcoin_base58(std::string_view word) {
  if (word.size() < 26 || word.size() > 35 || (word[0] != '1' && word[0] != '3')) return std::nullopt;
  const auto bytes = from_base58(word, 25);
  if (!bytes || ((*bytes)[0] != 0 && (*bytes)[0] != 5)) return std::nullopt;
  // Every leading zero byte is written as one "1".
  const auto ones =
      static_cast<std::size_t>(std::find_if(word.begin(), word.end(), [](char c) { return c != '1'; }) - word.begin());
  const auto zeros = static_cast<std::size_t>(
      std::find_if(bytes->begin(), bytes->end(), [](std::uint8_t b) { return b != 0; }) - bytes->begin());
  if (ones != zeros) return std::nullopt;
  const Digest once = sha256_digest_of(chars(*bytes).substr(0, 21));
  const Digest twice = sha256_digest_of({reinterpret_cast<const char*>(once.data()), once.size()});
  if (!std::equal(bytes->begin() + 21, bytes->end(), twice.begin())) return std::nullopt;
  return std::string(word);
}

std::optional<std::string> bitcoin_bech32(std::string_view word) {
  if (word.size() < 14 || word.size() > 90) return std::nullopt;
  const bool any_upper = std::any_of(word.begin(), word.end(), is_upper);
  if (any_upper && std::any_of(word.begin(), word.end(), is_lower)) return std::nullopt;
  std::string address = lower(word);
  if (!address.starts_with("bc1")) return std::nullopt;
  std::uint32_t checksum = 1;
  for (const char c : std::string_view("bc")) checksum = bech32_step(checksum, static_cast<std::uint32_t>(c) >> 5U);
  checksum = bech32_step(checksum, 0);
  for (const char c : std::string_view("bc")) checksum = bech32_step(checksum, static_cast<std::uint32_t>(c) & 31U);
  for (const char c : std::string_view(address).substr(3)) {
    const std::size_t digit = bech32.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    checksum = bech32_step(checksum, static_cast<std::uint32_t>(digit));
  }
  const bool version_zero = address[3] == 'q';
  if (checksum != (version_zero ? 1U : 0x2bc830a3U)) return std::nullopt;
  return address;
}

std::optional<std::string> ethereum(std::string_view word) {
  if (word.size() != 42 || word[0] != '0' || (word[1] != 'x' && word[1] != 'X')) return std::nullopt;
  const std::string_view digits = word.substr(2);
  if (!std::all_of(digits.begin(), digits.end(), is_hex)) return std::nullopt;
  const std::string plain = lower(digits);
  const bool mixed =
      std::any_of(digits.begin(), digits.end(), is_upper) && std::any_of(digits.begin(), digits.end(), is_lower);
  if (mixed) {
    const Digest hash = keccak_256_digest_of(plain);
    for (std::size_t i = 0; i < digits.size(); ++i) {
      const unsigned nibble = i % 2 == 0 ? hash[i / 2] >> 4U : hash[i / 2] & 15U;
      if (is_alpha(digits[i]) && is_upper(digits[i]) != (nibble >= 8)) return std::nullopt;
    }
  }
  return "0x" + plain;
}

std::optional<std::string> monero(std::string_view word) {
  if ((word.size() != 95 && word.size() != 106) || (word[0] != '4' && word[0] != '8')) return std::nullopt;
  const auto bytes = from_monero_base58(word);
  if (!bytes || bytes->size() != (word.size() == 95 ? 69U : 77U)) return std::nullopt;
  const std::uint8_t network = (*bytes)[0];
  if (network != 18 && network != 19 && network != 42) return std::nullopt;
  const std::size_t body = bytes->size() - 4;
  const Digest hash = keccak_256_digest_of(chars(*bytes).substr(0, body));
  if (!std::equal(bytes->begin() + static_cast<std::ptrdiff_t>(body), bytes->end(), hash.begin())) return std::nullopt;
  return std::string(word);
}

bool is_onion_label(std::string_view label) {
  if (label.size() != 16 && label.size() != 56) return false;
  std::vector<std::uint8_t> bytes;
  unsigned bits = 0, held = 0;
  for (const char c : label) {
    const std::size_t digit = base32.find(to_lower(c));
    if (digit == std::string_view::npos) return false;
    held = (held << 5U | static_cast<unsigned>(digit)) & 0xFFFU;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<std::uint8_t>(held >> bits & 0xFFU));
  }
  if (label.size() == 16) return true;
  // rend-spec-v3: key (32 bytes), checksum (2), version (1); the checksum covers a prefix, the key and the version.
  if (bytes[34] != 3) return false;
  std::string covered = ".onion checksum";
  covered += chars(bytes).substr(0, 32);
  covered += '\x03';
  const Digest hash = sha3_256_digest_of(covered);
  return hash[0] == bytes[32] && hash[1] == bytes[33];
}

}  // namespace whence
