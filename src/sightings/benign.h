// What is no finding though a list names it. Nothing is dropped because of it here: it is a reason that goes with a
// sighting.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/sighting.h"
#include "sightings/address_ranges.h"

namespace whence {

class BenignList {
 public:
  void add(const IndicatorKey& key, std::string reason);
  void build();  // after the last add()

  // Why this is no finding: the value is on the list, or is an address or range within a range on it. Empty: no reason.
  // A view into this list.
  std::string_view reason(IndicatorKind kind, std::string_view text) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
  std::vector<std::pair<AddressRange, std::string>> blocks_;
  AddressRanges ranges_;
};

}  // namespace whence
