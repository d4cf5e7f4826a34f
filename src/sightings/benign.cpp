#include "sightings/benign.h"

#include <utility>

namespace whence {

void BenignList::add(const IndicatorKey& key, std::string reason) {
  if (const auto range = key.kind == IndicatorKind::range ? parse_range(key.text) : std::nullopt) {
    ranges_.add(*range, static_cast<std::uint32_t>(blocks_.size()));
    blocks_.emplace_back(*range, std::move(reason));
  } else {
    values_.emplace(key.text, std::move(reason));
  }
}

void BenignList::build() { ranges_.build(); }

std::string_view BenignList::reason(IndicatorKind kind, std::string_view text) const {
  if (const auto found = values_.find(text); found != values_.end()) return found->second;
  if (kind != IndicatorKind::address && kind != IndicatorKind::range) return {};
  AddressRange wanted{{}, 128};
  if (const auto address = parse_address(text)) {
    wanted.first = *address;
  } else if (const auto range = parse_range(text)) {
    wanted = *range;
  } else {
    return {};
  }
  for (std::uint32_t place = ranges_.find(wanted.first); place != AddressRanges::none; place = ranges_.wider(place)) {
    const auto& [range, reason] = blocks_[ranges_.number(place)];
    if (range.bits <= wanted.bits) return reason;
  }
  return {};
}

}  // namespace whence
