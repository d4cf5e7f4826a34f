// Indicators as STIX observables and back.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"

namespace whence {

struct StixObservable {
  std::string type;
  Json contributing;    // the properties that make its id
  std::string pattern;  // that matches it
};

// `type` as IndicatorMention has it. Absent where STIX has no object for it (wallets) or the value is none.
std::optional<StixObservable> stix_observable(std::string_view type, std::string_view value);
// Type and value as IndicatorMention has them, of an observable of ours or of anybody's.
std::optional<std::pair<std::string, std::string>> indicator_of(const Json& observable);
// What a value of a case is, where nobody says: by its form. Empty: cannot be told.
std::string indicator_type(std::string_view value);

}  // namespace whence
