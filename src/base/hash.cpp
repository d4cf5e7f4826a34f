#include "base/hash.h"

#include <nettle/sha2.h>
#include <nettle/sha3.h>

#include "base/hex.h"

namespace whence {

namespace {

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

}  // namespace

std::string sha256(std::string_view bytes) {
  const Digest digest = sha256_digest_of(bytes);
  return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

Digest sha256_digest_of(std::string_view bytes) {
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.size(), bytes_of(bytes));
  Digest digest{};
  sha256_digest(&context, digest.size(), digest.data());
  return digest;
}

Digest sha3_256_digest_of(std::string_view bytes) {
  sha3_256_ctx context;
  sha3_256_init(&context);
  sha3_256_update(&context, bytes.size(), bytes_of(bytes));
  Digest digest{};
  sha3_256_digest(&context, digest.size(), digest.data());
  return digest;
}

Digest keccak_256_digest_of(std::string_view bytes) {
  // Nettle pads as FIPS 202 does; the sponge below differs from it in the first padding byte only.
  constexpr std::size_t rate = 136;
  std::string padded(bytes);
  padded += '\x01';
  padded.resize((padded.size() + rate - 1) / rate * rate, '\0');
  padded.back() = static_cast<char>(static_cast<unsigned char>(padded.back()) | 0x80U);
  sha3_state state{};
  for (std::size_t block = 0; block < padded.size(); block += rate) {
    for (std::size_t i = 0; i < rate; ++i) {
      const std::uint64_t byte = static_cast<unsigned char>(padded[block + i]);
      state.a[i / 8] ^= byte << (8 * (i % 8));
    }
    sha3_permute(&state);
  }
  Digest digest{};
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<std::uint8_t>(state.a[i / 8] >> (8 * (i % 8)));
  return digest;
}

}  // namespace whence
