// Names that carry their own checksum: wallet addresses and onion services.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace whence {

// Each takes the whole word and answers the normal form, or nothing if form or checksum is wrong.
std::optional<std::string> bitcoin_base58(std::string_view word);  // versions 0 and 5 of the main network
std::optional<std::string> bitcoin_bech32(std::string_view word);  // BIP 173 and 350, "bc1..."; lower case
// "0x" and forty digits. Mixed case must satisfy EIP-55. Lower case.
std::optional<std::string> ethereum(std::string_view word);
std::optional<std::string> monero(std::string_view word);  // standard, integrated and sub-addresses of the main network
// The label before ".onion": 56 letters with a version-3 checksum, or 16, which carry none.
bool is_onion_label(std::string_view label);

}  // namespace whence
