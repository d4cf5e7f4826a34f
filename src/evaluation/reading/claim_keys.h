// The keys of a wanted claim and the fields of a Claim that they ask about.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/reading/wanted.h"

namespace whence {

// "act", "source", "victim_state", ... in the order of READING's table.
std::span<const std::string_view> claim_keys();
bool is_claim_key(std::string_view key);

// `text` is always the text of the claim's document.
// The field as a wanted value would be written; "-" where it is empty.
std::string key_value(std::string_view key, const Claim& claim, std::string_view text);
// Does the field hold this value, perhaps beside others? Requires: is_claim_key(key), key is not "act".
bool key_holds(std::string_view key, const WantedValue& value, const Claim& claim, std::string_view text);
// Is the field, as a set, these values? Requires as key_holds.
bool key_equals(std::string_view key, const std::vector<WantedValue>& values, const Claim& claim,
                std::string_view text);
// `group_asked`: the wanted claim names a group.
bool act_matches(std::string_view wanted, bool group_asked, const Claim& claim);

}  // namespace whence
