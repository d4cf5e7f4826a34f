#pragma once

#include <cstdint>
#include <vector>

#include "base/address.h"

namespace whence {

// Ranges of addresses, each with a number of the caller's. They nest or are apart; the narrowest is found first.
class AddressRanges {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  void add(const AddressRange& range, std::uint32_t number);
  void build();  // once, after the last add() and before the first find()

  // The narrowest range that holds the address: a place for number() and wider(). O(log n).
  std::uint32_t find(const AddressBytes& address) const;
  std::uint32_t number(std::uint32_t place) const { return ranges_[place].number; }
  std::uint32_t wider(std::uint32_t place) const { return ranges_[place].wider; }  // the next that holds it, or none
  bool empty() const { return ranges_.empty(); }
  bool any_ipv6() const { return any_ipv6_; }
  bool any_ipv4() const { return any_ipv4_; }

 private:
  struct Entry {
    AddressRange range;
    std::uint32_t number, wider;
  };
  // From `first` on, up to the next of these, the narrowest range is `place`.
  struct Boundary {
    AddressBytes first;
    std::uint32_t place;
  };
  void mark(const AddressBytes& first, std::uint32_t place);

  std::vector<Entry> ranges_;
  std::vector<Boundary> boundaries_;
  bool any_ipv4_ = false, any_ipv6_ = false;
};

}  // namespace whence
