// Millions of indicators in little memory: their texts in one block, a table of numbers into it, and a filter that says
// "surely not" of nearly everything a log holds. At most 40 bytes an indicator beyond its text.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/sighting.h"
#include "sightings/address_ranges.h"
#include "sightings/key_hash.h"

namespace whence {

class IndicatorSet {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  IndicatorSet();

  // Where it stands in the lists: list number and line. False if it is in the set already. Errors: more than 2^31.
  Result<bool> add(const IndicatorKey& key, std::uint32_t list, std::uint32_t line);
  // After the last add() and before the first question.
  void build();

  // Questions; from any number of threads. A hash as key_hash.h makes it from seed().
  bool may_hold(std::uint64_t hash) const {
    const std::uint64_t mix = mixed(hash);
    const std::uint64_t bits = bits_of(mix);
    return (filter_[place_of(mix, filter_.size())] & bits) == bits;
  }
  // Begins to fetch what may_hold(hash) will read.
  void expect(std::uint64_t hash) const { __builtin_prefetch(&filter_[place_of(mixed(hash), filter_.size())]); }
  // The indicator whose text is `folded` in lower case followed by `exact`, or none. `hash` is that of this text.
  std::uint32_t find(std::uint64_t hash, std::string_view folded, std::string_view exact = {}) const;

  std::uint64_t seed() const { return seed_; }
  const AddressRanges& ranges() const { return ranges_; }
  bool holds(IndicatorKind kind) const { return by_kind_[static_cast<std::size_t>(kind)] != 0; }
  std::uint32_t count(IndicatorKind kind) const { return by_kind_[static_cast<std::size_t>(kind)]; }
  bool any_ipv6() const { return any_ipv6_; }  // an address or range

  std::uint32_t size() const { return static_cast<std::uint32_t>(places_.size()); }
  std::string_view text(std::uint32_t number) const;
  IndicatorKind kind(std::uint32_t number) const { return static_cast<IndicatorKind>(places_[number] & 7U); }
  std::uint32_t list(std::uint32_t number) const { return lists_[number]; }
  std::uint32_t line(std::uint32_t number) const { return lines_[number]; }

  std::uint64_t text_bytes() const { return pool_.size(); }
  std::uint64_t other_bytes() const;  // all memory beyond the texts

 private:
  // Four bits of a word of the filter, by the lower half of a mixed hash: place_of() takes the upper.
  static std::uint64_t bits_of(std::uint64_t mix) {
    return std::uint64_t{1} << (mix & 63U) | std::uint64_t{1} << (mix >> 6U & 63U) |
           std::uint64_t{1} << (mix >> 12U & 63U) | std::uint64_t{1} << (mix >> 18U & 63U);
  }
  std::uint64_t hash_of(std::uint32_t number) const;
  void grow(std::size_t slots);
  void put(std::uint32_t number, std::uint64_t mix);
  void build_filter();

  std::uint64_t seed_;
  std::vector<char> pool_;             // texts, then padding
  std::vector<std::uint64_t> places_;  // begin << 16 | size << 3 | kind
  std::vector<std::uint32_t> lines_;
  std::vector<std::uint16_t> lists_;
  std::vector<std::uint64_t> slots_;  // lower half of a mixed hash << 32 | number + 1; 0: free
  std::vector<std::uint64_t> filter_;
  AddressRanges ranges_;
  std::array<std::uint32_t, 6> by_kind_{};
  bool any_ipv6_ = false;
};

}  // namespace whence
