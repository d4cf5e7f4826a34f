#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whence {

struct PatternValue {
  std::string path;  // lower case, without quotation marks: "domain-name:value", "file:hashes.sha-256"
  std::string value;
  bool operator==(const PatternValue&) const = default;
};

// The values any one of which satisfies a simple STIX pattern (2.1 section 9): comparisons with =, IN or ISSUBSET
// joined by OR alone, in one or several observations joined by OR. Nothing for any other pattern: a part of "a AND b"
// would say more than the pattern does.
std::optional<std::vector<PatternValue>> simple_pattern(std::string_view pattern);

}  // namespace whence
