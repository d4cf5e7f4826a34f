// The case as a person writes it. docs/formats/case.md describes every key.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "model/case.h"

namespace whence {

// Codes of ISO 3166-1 alpha-2 (and XK, where the caller's table holds it). XA-XZ are added here, for exercises only.
using CountryCodes = std::set<std::string, std::less<>>;

struct CheckedCase {
  Case incident;                      // as far as it could be read
  std::vector<std::string> problems;  // in the order of lines, each "NAME:LINE: what is wrong; what to write"
};

// Reads a whole case and names every problem in it. Technique ids and software names are kept as written: whether the
// catalogues know them is not asked here. Items without an id get e1, e2, ... by order. Error: no YAML at all.
Result<CheckedCase> check_case(std::string bytes, std::string_view name, const CountryCodes& countries,
                               const Limits& limits);

// The case, or its first problem with the number of the others.
Result<Case> read_case(std::string bytes, std::string_view name, const CountryCodes& countries, const Limits& limits);

}  // namespace whence
