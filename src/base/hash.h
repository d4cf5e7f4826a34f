#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace whence {

// SHA-256 in lower-case hexadecimal (FIPS 180-4).
std::string sha256(std::string_view bytes);

using Digest = std::array<std::uint8_t, 32>;
Digest sha256_digest_of(std::string_view bytes);
Digest sha3_256_digest_of(std::string_view bytes);  // FIPS 202
// Keccak with the padding of its first submission, as Ethereum and Monero use it; not the SHA3-256 of FIPS 202.
Digest keccak_256_digest_of(std::string_view bytes);

}  // namespace whence
