#include "sightings/log_scan.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/text.h"
#include "sightings/indicator_key.h"

namespace whence {
namespace {

constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_url = 4096;
constexpr std::size_t longest_mailbox = 64;
constexpr int most_cuts = 4;
constexpr std::size_t furthest_looked_back = 64;  // hits, for one that the line has already
constexpr auto no_place = std::string_view::npos;

bool hexadecimal(char c) { return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f'); }
bool opens_name(char c) { return c != '.' && c != '-' && c != '_'; }
bool hash_sized(std::size_t size) {
  return size == 32 || size == 40 || size == 56 || size == 64 || size == 96 || size == 128;
}

}  // namespace

LogScan::LogScan(const IndicatorSet& set, const ScanOptions& options)
    : set_(set),
      options_(options),
      fill_(fill_log_masks(options.path)),
      hosts_(set.holds(IndicatorKind::domain) || set.holds(IndicatorKind::url) || set.holds(IndicatorKind::email)),
      around_(set.holds(IndicatorKind::url) || set.holds(IndicatorKind::email)),
      hashes_(set.holds(IndicatorKind::hash)),
      addresses_(set.holds(IndicatorKind::address) || !set.ranges().empty() || set.holds(IndicatorKind::url)) {}

std::uint32_t LogScan::scan(std::string_view block, std::vector<ScanHit>& hits) {
  block_ = block;
  hits_ = &hits;
  ipv6_end_ = url_stop_ = 0;
  const std::size_t groups = (block.size() + 63) / 64;
  masks_.resize(groups + 1);
  fill_(block_.data(), groups, masks_.data());  // NOLINT(bugprone-suspicious-stringview-data-usage): its groups say
  masks_[groups] = {};
  if (block.size() % 64 != 0) {
    LogMasks& last = masks_[groups - 1];
    const std::uint64_t inside = (std::uint64_t{1} << (block.size() % 64)) - 1;
    last = {last.word & inside, last.dot & inside, last.line & inside};
  }
  std::uint32_t lines = 0;
  std::uint64_t carry = 0;
  std::size_t begin = 0;
  for (std::size_t group = 0; group <= groups; ++group) {
    const LogMasks& mask = masks_[group];
    // A bit where a word begins, and one behind its end, in turn.
    for (std::uint64_t edges = mask.word ^ (mask.word << 1U | carry); edges != 0; edges &= edges - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(edges));
      const std::size_t at = 64 * group + bit;
      if ((mask.word >> bit & 1U) != 0) {
        begin = at;
        continue;
      }
      line_ = lines + static_cast<std::uint32_t>(std::popcount(mask.line & ((std::uint64_t{1} << bit) - 1)));
      word(begin, at);
    }
    carry = mask.word >> 63U;
    lines += static_cast<std::uint32_t>(std::popcount(mask.line));
  }
  answer();
  return lines;
}

// The full stops of a word of at most 64 bytes; bit i: block_[begin + i] is one.
std::uint64_t LogScan::dots_between(std::size_t begin, std::size_t end) const {
  const std::size_t group = begin / 64, shift = begin % 64, size = end - begin;
  std::uint64_t dots = masks_[group].dot >> shift;
  if (shift + size > 64) dots |= masks_[group + 1].dot << (64 - shift);
  return size == 64 ? dots : dots & ((std::uint64_t{1} << size) - 1);
}

void LogScan::word(std::size_t begin, std::size_t end) {
  if (end < block_.size() && block_[end] == ':' && set_.any_ipv6() && begin >= ipv6_end_) ipv6(begin);
  const std::size_t size = end - begin;
  if (size < 4) return;
  if (size > 64) return long_host(begin, end);
  const std::uint64_t dots = dots_between(begin, end);
  if (dots == 0) return bare_word(begin, end);
  if (!opens_name(block_[begin]) || !opens_name(block_[end - 1])) {
    while (begin < end && !opens_name(block_[begin])) ++begin;
    while (begin < end && !opens_name(block_[end - 1])) --end;
    if (begin < end) word(begin, end);
    return;
  }
  const auto last = static_cast<std::size_t>(63 - std::countl_zero(dots));
  if (is_digit(block_[begin + last + 1])) {
    if (addresses_ && std::popcount(dots) >= 3) numbers(begin, end);
  } else if (hosts_) {
    host(begin, end, dots);
  }
}

void LogScan::bare_word(std::size_t begin, std::size_t end) {
  if (!hashes_ || !hash_sized(end - begin)) return;
  const std::string_view digits = text(begin, end);
  if (!std::all_of(digits.begin(), digits.end(), hexadecimal)) return;
  look_up(hash_label(set_.seed(), digits), begin, end);
}

// A word whose last label begins with a digit holds an address or no host at all.
void LogScan::numbers(std::size_t begin, std::size_t end) {
  if (dotted_quad(text(begin, end)) == end - begin) return address(begin, end);
  // "192.0.2.1-192.0.2.9", "srv_192.0.2.1"
  const auto inner = [](char c) { return is_digit(c) || c == '.'; };
  for (std::size_t at = begin; at < end;) {
    std::size_t stop = at;
    while (stop < end && inner(block_[stop])) ++stop;
    const bool apart = (at == begin || !is_alpha(block_[at - 1])) && (stop == end || !is_alpha(block_[stop]));
    if (stop > at && apart && dotted_quad(text(at, stop)) == stop - at) address(at, stop);
    at = stop + 1;
  }
}

void LogScan::address(std::size_t begin, std::size_t end) {
  std::uint64_t hash = hash_host(set_.seed(), text(begin, end));
  look_up(hash, begin, end);
  if (set_.ranges().any_ipv4()) {
    if (const auto bytes = parse_ipv4(text(begin, end))) in_ranges(*bytes, begin, end);
  }
  if (around_) around(hash, begin, end);
}

void LogScan::in_ranges(const AddressBytes& bytes, std::size_t begin, std::size_t end) {
  const AddressRanges& ranges = set_.ranges();
  for (std::uint32_t place = ranges.find(bytes); place != AddressRanges::none; place = ranges.wider(place))
    hit(ranges.number(place), begin, end);
}

// Around a word that a colon follows.
void LogScan::ipv6(std::size_t begin) {
  constexpr std::size_t longest = 45;
  while (begin > ipv6_end_ && block_[begin - 1] == ':') --begin;
  std::size_t end = begin, colons = 0;
  for (; end < block_.size() && (hexadecimal(block_[end]) || block_[end] == ':' || block_[end] == '.'); ++end)
    colons += block_[end] == ':' ? 1U : 0U;
  ipv6_end_ = end;
  while (end > begin && (block_[end - 1] == '.' || (block_[end - 1] == ':' && here(end - 2) != ':'))) --end;
  if (colons < 2 || end - begin > longest) return;
  const auto bytes = parse_ipv6(text(begin, end));
  if (!bytes || is_ipv4(*bytes)) return;
  std::string key = ipv6_text(*bytes);
  const std::size_t size = key.size();
  key.append(hash_padding, '\0');
  const std::string_view whole = std::string_view(key).substr(0, size);
  const std::uint64_t hash = hash_host(set_.seed(), whole);
  ++looked_up_;
  const std::uint32_t found = set_.may_hold(hash) ? set_.find(hash, whole) : IndicatorSet::none;
  if (found != IndicatorSet::none) hit(found, begin, end);
  if (set_.ranges().any_ipv6()) in_ranges(*bytes, begin, end);
}

// Takes the label [begin, label_end) into the hash and asks for the name that begins with it.
bool LogScan::step(std::uint64_t& hash, std::size_t begin, std::size_t label_end, std::size_t end, std::size_t word) {
  hash = hash_label(hash, text(begin, label_end));
  if (label_end != end && (begin == word || options_.subdomains)) look_up(hash, begin, end, word);
  return begin != label_end;
}

void LogScan::host(std::size_t begin, std::size_t end, std::uint64_t dots) {
  std::uint64_t hash = set_.seed();
  std::size_t label_end = end;
  while (dots != 0) {
    const auto last = static_cast<unsigned>(63 - std::countl_zero(dots));
    dots &= ~(std::uint64_t{1} << last);
    if (!step(hash, begin + last + 1, label_end, end, begin)) return;  // an empty label: no name beyond it
    label_end = begin + last;
  }
  if (step(hash, begin, label_end, end, begin) && around_) around(hash, begin, end);
}

// More than 64 bytes. No name is longer than 253: of a longer word only its end is looked at.
void LogScan::long_host(std::size_t begin, std::size_t end) {
  while (end > begin && !opens_name(block_[end - 1])) --end;
  bool cut = false;
  if (end - begin > longest_name) {
    begin = end - longest_name;
    cut = true;
  }
  while (begin < end && !opens_name(block_[begin])) ++begin;
  const std::size_t last = text(begin, end).rfind('.');
  if (last == no_place) {
    if (!cut) bare_word(begin, end);
    return;
  }
  if (is_digit(block_[begin + last + 1])) {
    if (addresses_) numbers(begin, end);
    return;
  }
  if (!hosts_) return;
  std::uint64_t hash = set_.seed();
  for (std::size_t label_end = end; label_end > begin;) {
    const std::size_t dot = text(begin, label_end).rfind('.');
    if (dot == no_place && cut) return;
    const std::size_t label = dot == no_place ? begin : begin + dot + 1;
    if (!step(hash, label, label_end, end, begin)) return;
    if (dot == no_place) break;
    label_end = begin + dot;
  }
  if (around_) around(hash, begin, end);
}

// What has the host as its part: a mail address, a URL.
void LogScan::around(std::uint64_t host_hash, std::size_t begin, std::size_t end) {
  if (begin > 0 && block_[begin - 1] == '@' && set_.holds(IndicatorKind::email) &&
      set_.may_hold(hash_email_host(host_hash)))
    email(host_hash, begin, end);
  if (!set_.holds(IndicatorKind::url)) return;
  const char next = here(end);
  const bool schemed = begin >= 3 && text(begin - 3, begin) == "://";
  if ((schemed || next == '/' || next == '?' || (next == ':' && is_digit(here(end + 1)))) &&
      set_.may_hold(hash_url_host(host_hash)))
    url(host_hash, begin, end);
}

void LogScan::email(std::uint64_t host_hash, std::size_t begin, std::size_t end) {
  const auto fits = [](char c) {
    return is_alpha(c) || is_digit(c) || std::string_view("._-+%").find(c) != no_place || (c & 0x80) != 0;
  };
  std::size_t start = begin - 1;
  while (start > 0 && begin - start <= longest_mailbox && fits(block_[start - 1])) --start;
  while (start + 1 < begin && (block_[start] == '.' || block_[start] == '-')) ++start;
  look_up(hash_email(host_hash, text(start, begin - 1)), start, end);
}

void LogScan::url(std::uint64_t host_hash, std::size_t begin, std::size_t end) {
  std::string_view scheme;
  if (begin >= 7 && text(begin - 7, begin) == "http://") scheme = "http";
  if (begin >= 8 && text(begin - 8, begin) == "https://") scheme = "https";
  const std::size_t most = std::min(block_.size(), end + longest_url);
  std::size_t stop = std::clamp(url_stop_, end, most);  // an address in an address ends where that does
  while (stop < most && static_cast<unsigned char>(block_[stop]) > 0x20U &&
         std::string_view("\"<>|`\\^{}").find(block_[stop]) == no_place)
    ++stop;
  url_stop_ = stop;
  if (std::string_view(":/?#").find(here(end)) == no_place) stop = end;
  const std::string_view host = text(begin, end);
  // The address may have ended before: at a comma of the log's own, a bracket, the end of a sentence.
  for (int cut = 0; cut <= most_cuts; ++cut) {
    const std::string_view rest = url_parts(text(begin, stop), scheme).rest;
    const std::string slash = std::string("/") + std::string(hash_padding, '\0');
    const std::string_view wanted = rest.empty() ? std::string_view(slash).substr(0, 1) : rest;
    const std::uint64_t hash = hash_url(host_hash, wanted);
    ++looked_up_;
    const std::uint32_t found = set_.may_hold(hash) ? set_.find(hash, host, wanted) : IndicatorSet::none;
    if (found != IndicatorSet::none) return hit(found, begin, stop);
    const std::size_t place = stop == end ? no_place : text(end, stop).find_last_of(".,;:!?)]'");
    if (place == no_place) return;
    stop = end + place;
  }
}

// `word`: where what is shown as seen begins, if the key is its end only.
void LogScan::look_up(std::uint64_t hash, std::size_t begin, std::size_t end, std::size_t word) {
  ++looked_up_;
  set_.expect(hash);
  asked_[waiting_++] = {hash, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                        static_cast<std::uint32_t>(std::min(word, begin)), line_};
  if (waiting_ == asked_.size()) answer();
}

void LogScan::answer() {
  const std::size_t count = std::exchange(waiting_, 0);
  for (std::size_t i = 0; i < count; ++i) {
    const Asked& asked = asked_[i];
    if (!set_.may_hold(asked.hash)) continue;
    const std::uint32_t found = set_.find(asked.hash, text(asked.begin, asked.end));
    if (found != IndicatorSet::none) keep({found, asked.word, asked.end, asked.line});
  }
}

// After all that was asked for before, so that hits stay in the order of their lines.
void LogScan::hit(std::uint32_t indicator, std::size_t begin, std::size_t end) {
  answer();
  keep({indicator, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), line_});
}

void LogScan::keep(const ScanHit& hit) {
  const std::size_t far = hits_->size() - std::min(hits_->size(), furthest_looked_back);
  for (std::size_t i = hits_->size(); i-- > far && (*hits_)[i].line == hit.line;) {
    if ((*hits_)[i].indicator == hit.indicator) return;
  }
  hits_->push_back(hit);
}

}  // namespace whence
