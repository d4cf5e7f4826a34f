#include "sightings/indicator_set.h"

#include <algorithm>
#include <random>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t first_slots = 1024;
constexpr std::size_t keys_a_word = 4;  // of the filter: 16 bits a key
constexpr std::uint32_t most_keys = std::uint32_t{1} << 31U;

std::uint64_t random_seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32U | device();
}

// Slots for so many keys: seven in ten taken.
std::size_t slots_for(std::size_t keys) { return keys + keys * 3 / 7 + 1; }

}  // namespace

IndicatorSet::IndicatorSet() : seed_(random_seed()), pool_(hash_padding), slots_(first_slots) {}

std::string_view IndicatorSet::text(std::uint32_t number) const {
  const std::uint64_t place = places_[number];
  return {pool_.data() + (place >> 16U), (place >> 3U) & 0x1FFFU};
}

std::uint64_t IndicatorSet::hash_of(std::uint32_t number) const {
  const std::string_view key = text(number);
  if (kind(number) == IndicatorKind::url) {
    const std::size_t host = std::min(key.find_first_of(":/?"), key.size());
    return hash_url(hash_host(seed_, key.substr(0, host)), key.substr(host));
  }
  if (kind(number) == IndicatorKind::email) {
    const std::size_t sign = key.rfind('@');
    return hash_email(hash_host(seed_, key.substr(sign + 1)), key.substr(0, sign));
  }
  return hash_host(seed_, key);
}

std::uint32_t IndicatorSet::find(std::uint64_t hash, std::string_view folded, std::string_view exact) const {
  const std::uint64_t mix = mixed(hash), mark = mix << 32U;
  const auto equal = [&](std::string_view key) {
    if (key.size() != folded.size() + exact.size() || key.substr(folded.size()) != exact) return false;
    return std::equal(folded.begin(), folded.end(), key.begin(), [](char a, char b) { return to_lower(a) == b; });
  };
  for (std::size_t at = place_of(mix, slots_.size()); slots_[at] != 0; at = at + 1 == slots_.size() ? 0 : at + 1) {
    if (((slots_[at] ^ mark) >> 32U) != 0) continue;
    const auto number = static_cast<std::uint32_t>(slots_[at] & UINT32_MAX) - 1;
    if (equal(text(number))) return number;
  }
  return none;
}

void IndicatorSet::put(std::uint32_t number, std::uint64_t mix) {
  std::size_t at = place_of(mix, slots_.size());
  while (slots_[at] != 0) at = at + 1 == slots_.size() ? 0 : at + 1;
  slots_[at] = mix << 32U | (number + 1U);
}

void IndicatorSet::grow(std::size_t slots) {
  std::vector<std::uint64_t>().swap(slots_);
  slots_.resize(slots);
  for (std::uint32_t number = 0; number < size(); ++number) put(number, mixed(hash_of(number)));
}

Result<bool> IndicatorSet::add(const IndicatorKey& key, std::uint32_t list, std::uint32_t line) {
  if (size() == most_keys || list > UINT16_MAX)
    return Error{Code::limit, "more indicators or lists than one run takes; split them"};
  const std::uint64_t begin = pool_.size() - hash_padding;
  pool_.insert(pool_.end() - hash_padding, key.text.begin(), key.text.end());
  places_.push_back(begin << 16U | key.text.size() << 3U | static_cast<std::uint64_t>(key.kind));
  const std::uint32_t number = size() - 1;
  const std::uint64_t hash = hash_of(number);
  if (find(hash, {}, key.text) != none) {
    places_.pop_back();
    pool_.resize(begin + hash_padding);
    return false;
  }
  lines_.push_back(line);
  lists_.push_back(static_cast<std::uint16_t>(list));
  ++by_kind_[static_cast<std::size_t>(key.kind)];
  if (key.kind == IndicatorKind::range) ranges_.add(*parse_range(key.text), number);
  any_ipv6_ = any_ipv6_ || (key.kind == IndicatorKind::address && key.text.find(':') != std::string::npos);
  if (slots_for(size()) > slots_.size()) {
    grow(2 * slots_for(size()));
  } else {
    put(number, mixed(hash));
  }
  return true;
}

void IndicatorSet::build_filter() {
  const std::size_t hosts = holds(IndicatorKind::url) ? count(IndicatorKind::url) : 0;
  filter_.assign((size() + hosts + count(IndicatorKind::email)) / keys_a_word + 1, 0);
  const auto mark = [&](std::uint64_t hash) {
    const std::uint64_t mix = mixed(hash);
    filter_[place_of(mix, filter_.size())] |= bits_of(mix);
  };
  for (std::uint32_t number = 0; number < size(); ++number) {
    const std::string_view key = text(number);
    mark(hash_of(number));
    if (kind(number) == IndicatorKind::url)
      mark(hash_url_host(hash_host(seed_, key.substr(0, key.find_first_of(":/?")))));
    if (kind(number) == IndicatorKind::email) mark(hash_email_host(hash_host(seed_, key.substr(key.rfind('@') + 1))));
  }
}

void IndicatorSet::build() {
  pool_.shrink_to_fit();
  places_.shrink_to_fit();
  lines_.shrink_to_fit();
  lists_.shrink_to_fit();
  grow(slots_for(size()));
  build_filter();
  ranges_.build();
  any_ipv6_ = any_ipv6_ || ranges_.any_ipv6();
}

std::uint64_t IndicatorSet::other_bytes() const {
  return places_.capacity() * 8 + lines_.capacity() * 4 + lists_.capacity() * 2 + slots_.capacity() * 8 +
         filter_.capacity() * 8;
}

}  // namespace whence
