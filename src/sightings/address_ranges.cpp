#include "sightings/address_ranges.h"

#include <algorithm>
#include <optional>

namespace whence {
namespace {

// The address after this one; nothing after the last.
std::optional<AddressBytes> after(AddressBytes address) {
  for (std::size_t i = address.size(); i-- > 0;) {
    if (++address[i] != 0) return address;
  }
  return std::nullopt;
}

}  // namespace

void AddressRanges::add(const AddressRange& range, std::uint32_t number) {
  ranges_.push_back({range, number, none});
  (is_ipv4(range.first) && range.bits >= 96 ? any_ipv4_ : any_ipv6_) = true;
}

void AddressRanges::mark(const AddressBytes& first, std::uint32_t place) {
  if (!boundaries_.empty() && boundaries_.back().first == first) {
    boundaries_.back().place = place;
  } else {
    boundaries_.push_back({first, place});
  }
}

void AddressRanges::build() {
  std::sort(ranges_.begin(), ranges_.end(), [](const Entry& a, const Entry& b) {
    if (a.range.first != b.range.first) return a.range.first < b.range.first;
    return a.range.bits != b.range.bits ? a.range.bits < b.range.bits : a.number < b.number;
  });
  std::vector<std::uint32_t> open;  // the ranges that hold the place reached, the narrowest last
  const auto close = [&] {
    const AddressRange& range = ranges_[open.back()].range;
    open.pop_back();
    if (const auto next = after(last_of(range.first, range.bits))) mark(*next, open.empty() ? none : open.back());
  };
  for (std::uint32_t place = 0; place < ranges_.size(); ++place) {
    const AddressRange& range = ranges_[place].range;
    while (!open.empty() && last_of(ranges_[open.back()].range.first, ranges_[open.back()].range.bits) < range.first)
      close();
    ranges_[place].wider = open.empty() ? none : open.back();
    open.push_back(place);
    mark(range.first, place);
  }
  while (!open.empty()) close();
}

std::uint32_t AddressRanges::find(const AddressBytes& address) const {
  const auto next = std::upper_bound(boundaries_.begin(), boundaries_.end(), address,
                                     [](const AddressBytes& a, const Boundary& b) { return a < b.first; });
  return next == boundaries_.begin() ? none : std::prev(next)->place;
}

}  // namespace whence
