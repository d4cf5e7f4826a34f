#include "reading/indicators/indicator_word.h"

#include <algorithm>
#include <charconv>

#include "base/address.h"
#include "reading/indicators/characters.h"
#include "reading/indicators/neighbours.h"
#include "reading/indicators/paths.h"
#include "reading/indicators/wallets.h"

namespace whence {
namespace {

constexpr std::size_t longest_ipv6 = 46;
constexpr std::size_t expected_distance = 256;  // bytes from one indicator to the next where there are many
constexpr std::size_t shortest_long = 25;       // letters and digits in a row that may be a hash or wallet

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::string_view hash_type(std::string_view word) {
  if (!std::all_of(word.begin(), word.end(), is_hex)) return {};
  // A number or a row of letters is no digest: the chance of either is below 1e-6.
  if (std::none_of(word.begin(), word.end(), is_digit) || std::none_of(word.begin(), word.end(), is_alpha)) return {};
  switch (word.size()) {
    case 32:
      return "md5";
    case 40:
      return "sha1";
    case 64:
      return "sha256";
    case 128:
      return "sha512";
    default:
      return {};
  }
}

// Rows of pairs are hardware addresses and fingerprints; "1::2" is more often a range or a score.
bool plausible_ipv6(std::string_view word) {
  std::size_t pairs = 0, groups = 0, longest = 0, size = 0;
  for (const char c : word) {
    if (c == ':') {
      size = 0;
      continue;
    }
    if (++size == 1) ++groups;
    if (size == 2) ++pairs;
    if (size == 3) --pairs;
    longest = std::max(longest, size);
  }
  if (word == "::1") return true;
  return !(groups == 8 && pairs == 8) && (longest >= 3 || groups >= 4);
}

// "1.2.3.4 Overview": small numbers, not all the same.
bool heading_octets(const AddressBytes& bytes) {
  return std::all_of(bytes.begin() + 12, bytes.end(), [&](std::uint8_t octet) { return octet < 20; }) &&
         !std::all_of(bytes.begin() + 12, bytes.end(), [&](std::uint8_t octet) { return octet == bytes[12]; });
}

}  // namespace

std::size_t WordReader::read(const IndicatorWord& word) {
  const Span span = word.span;
  const bool forms = (word.classes & character_form) != 0;
  if ((word.classes & character_path) == 0) return read_piece(span, forms);
  std::size_t from = span.begin;
  while (from < span.end) {
    const auto path = next_path(text_, from, span.end, lexicon_);
    const std::size_t piece_end = path ? path->span.begin : span.end;
    if (piece_end > from) from = read_piece(span_of(from, piece_end), forms);
    if (!path) break;
    if (path->span.begin < from) continue;  // a number read meanwhile reached into it
    const std::string_view written = text_of(text_, path->span);
    found_.push_back({std::string(path->type), path->value, std::string(written), path->span, path->defanged, {}});
    from = path->span.end;
  }
  return std::max<std::size_t>(from, span.end);
}

std::size_t WordReader::read_piece(Span span, bool forms) {
  word_.assign(text_, span, forms ? &lexicon_.forms : nullptr);
  plain_ = word_.plain();
  emitted_ = run_end_ = searched_ = 0;
  text_reached_ = span.end;
  for (std::size_t at = 0; at < plain_.size();) at = read_at(at);
  return text_reached_;
}

std::size_t WordReader::read_at(std::size_t at) {
  const char c = plain_[at];
  ++work_;
  if (c == ':' && plain_.substr(at).starts_with("://")) {
    if (const std::size_t end = read_url(at)) return end;
    return at + 3;
  }
  if (c == '@') {
    if (const std::size_t end = read_email(at)) return end;
    return at + 1;
  }
  const bool fresh = !is_alnum(before(at)) && before(at) != ':' && before(at) != '.';
  if (fresh && (c == ':' || is_hex(c))) {
    if (const std::size_t end = read_ipv6(at)) return end;
  }
  const std::size_t size = name_character(plain_, at);
  if (size == 0) return at + 1;
  if (c == '.' || c == '-' || c == '_') return at + 1;
  return read_run(at, run_end(at));
}

std::size_t WordReader::run_end(std::size_t at) {
  if (at < run_end_) return run_end_;
  const std::size_t begin = at;
  while (const std::size_t size = name_character(plain_, at)) at += size;
  work_ += at - begin;
  return run_end_ = at;
}

// A run of host characters, [begin, end); what follows it may show that it is a scheme or a mailbox.
std::size_t WordReader::read_run(std::size_t begin, std::size_t end) {
  std::size_t last = end;
  while (last > begin && (plain_[last - 1] == '.' || plain_[last - 1] == '-' || plain_[last - 1] == '_')) --last;
  if (const std::size_t reached = read_long(begin, last)) return reached;
  if (here(end) == '@' || plain_.substr(end).starts_with("://")) return end;
  if (const std::size_t reached = read_cve(begin)) return reached;
  if (const std::size_t reached = read_asn(begin)) return reached;
  if (is_digit(plain_[begin])) {
    if (const std::size_t reached = read_quad(begin, last)) return reached;
  }
  if (plain_.substr(begin, last - begin).find('.') == std::string_view::npos) return end;
  return std::max(read_domain(begin, last), end);
}

// CVE-2024-12345, with any of the hyphens that typesetting puts there, or a space.
std::size_t WordReader::read_cve(std::size_t begin) {
  if (to_lower(plain_[begin]) != 'c' || to_lower(here(begin + 1)) != 'v' || to_lower(here(begin + 2)) != 'e') return 0;
  const std::size_t text_begin = word_.origin(begin, begin + 1).begin;
  std::size_t at = text_begin + 3;
  const auto separator = [&]() -> std::size_t {
    const char c = byte_at(text_, at);
    if (c == '-' || c == '_' || c == ' ') return at < text_.size() ? 1 : 0;
    const std::string_view sign = text_.substr(std::min(at, text_.size()), 3);
    const bool hyphen = sign.size() == 3 && sign.starts_with("\xE2\x80") && sign[2] >= '\x90' && sign[2] <= '\x95';
    return hyphen ? 3 : 0;
  };
  const auto digits = [&](std::size_t most) {
    const std::size_t first = at;
    while (at < text_.size() && at - first < most && is_digit(text_[at])) ++at;
    return text_.substr(first, at - first);
  };
  std::size_t size = separator();
  at += size;
  const std::string_view year = digits(4);
  if (size == 0 || year < "1999" || year > "2099") return 0;
  size = separator();
  at += size;
  const std::string_view number = digits(19);
  if (size == 0 || number.size() < 4 || is_alnum(byte_at(text_, at))) return 0;
  std::string value = "CVE-";
  value.append(year).append("-").append(number);
  return leave_word(
      found_.emplace_back(IndicatorMention{"cve", std::move(value), {}, span_of(text_begin, at), false, {}}));
}

// AS64500, ASN64500, "ASN 64500", "ASN: 64500".
std::size_t WordReader::read_asn(std::size_t begin) {
  if (to_lower(plain_[begin]) != 'a' || to_lower(here(begin + 1)) != 's') return 0;
  const std::size_t text_begin = word_.origin(begin, begin + 1).begin;
  std::size_t at = text_begin + 2;
  if (text_.substr(text_begin, 3) == "ASN") {
    ++at;
    for (int gap = 0; gap < 2 && (byte_at(text_, at) == ' ' || byte_at(text_, at) == ':' || byte_at(text_, at) == '-');
         ++gap)
      ++at;
  }
  const std::size_t digits = at;
  while (at < text_.size() && at - digits <= 10 && is_digit(text_[at])) ++at;
  const std::string_view number = text_.substr(std::min(digits, text_.size()), at - digits);
  const char next = byte_at(text_, at);
  if (number.empty() || number[0] == '0' || is_alnum(next) || next == '_' ||
      (next == '.' && is_alnum(byte_at(text_, at + 1))))
    return 0;
  std::int64_t value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  if (value > 4294967295 || look_up(lexicon_.lookalikes, "as" + std::string(number)) == "asn") return 0;
  std::string_view note;
  for (const AsnBlock& block : lexicon_.asns) {
    if (value >= block.first && value <= block.last) note = block.note;
  }
  std::string name = "AS";
  name += number;
  return leave_word(found_.emplace_back(
      IndicatorMention{"asn", std::move(name), {}, span_of(text_begin, at), false, std::string(note)}));
}

// For what was read in the text itself: fills in its words and answers where plain_ goes on.
std::size_t WordReader::leave_word(IndicatorMention& mention) {
  mention.text = text_of(text_, mention.span);
  text_reached_ = std::max<std::size_t>(text_reached_, mention.span.end);
  std::size_t at = emitted_;
  while (at < plain_.size() && word_.origin(at, at + 1).begin < mention.span.end) ++at;
  emitted_ = at;
  return at;
}

// Hashes and wallets in a run. Answers its end if there was one.
std::size_t WordReader::read_long(std::size_t begin, std::size_t end) {
  std::size_t reached = 0;
  for (std::size_t at = std::max(begin, searched_); at < end;) {
    if (!is_alnum(plain_[at])) {
      ++at;
      continue;
    }
    std::size_t last = at;
    while (last < end && is_alnum(plain_[last])) ++last;
    if (last - at >= shortest_long && read_secret(at, last)) reached = end;
    at = last;
  }
  searched_ = std::max(searched_, end);
  return reached;
}

bool WordReader::read_secret(std::size_t begin, std::size_t end) {
  const std::string_view word = plain_.substr(begin, end - begin);
  std::optional<std::string> wallet;
  if (word[0] == '1' || word[0] == '3') wallet = bitcoin_base58(word);
  if (word[0] == '4' || word[0] == '8') wallet = monero(word);
  if (word[0] == '0') wallet = ethereum(word);
  if (word[0] == 'b' || word[0] == 'B') wallet = bitcoin_bech32(word);
  if (wallet) {
    emit("wallet", std::move(*wallet), begin, end, {});
    return true;
  }
  const char next = here(end);
  if (before(begin) == '-' || next == '-' || next == '@') return false;
  const std::string_view type = hash_type(word);
  if (type.empty()) return false;
  const Span span = word_.origin(begin, end);
  const std::string_view kind = kind_before(text_, span.begin, lexicon_);
  if (kind == "commit" || kind == "version") return false;
  emit(type, lower(word), begin, end, {});
  return true;
}

// Four numbers with full stops between: an address, a block of them, a version, or the number of a section.
std::size_t WordReader::read_quad(std::size_t begin, std::size_t end) {
  const std::size_t size = dotted_quad(plain_.substr(begin));
  if (size == 0) return 0;
  const std::size_t quad_end = begin + size;
  const bool range = here(quad_end) == '-' && is_digit(here(quad_end + 1));
  if (quad_end != end && !range) return 0;
  const char previous = before(begin);
  const auto bytes = parse_ipv4(plain_.substr(begin, size));
  const bool range_end = previous == '-' && begin > 0 && emitted_ + 1 == begin;
  const bool part_of_name = previous == '/' && begin >= 2 && is_alpha(plain_[begin - 2]);  // Chrome/99.0.1.2
  if (!bytes || part_of_name || is_alnum(previous) || previous == '.' || previous == '_' ||
      (previous == '-' && !range_end)) {
    return range ? 0 : end;
  }
  const bool defanged = word_.defanged(begin, quad_end);
  if (!defanged && version_at(begin, quad_end, *bytes)) {
    version_end_ = word_.origin(begin, quad_end).end;
    return quad_end;
  }
  const std::string_view note = address_note(*bytes, lexicon_.addresses);
  std::string value(plain_.substr(begin, size));
  if (here(quad_end) == '/') {
    std::size_t block_end = quad_end + 1;
    while (block_end < plain_.size() && block_end < quad_end + 4 && is_digit(plain_[block_end])) ++block_end;
    unsigned bits = 33;
    std::from_chars(plain_.data() + quad_end + 1, plain_.data() + block_end, bits);
    if (bits <= 32 && !is_alnum(here(block_end)) && here(block_end) != '/') {
      emit("ipv4", std::string(plain_.substr(begin, block_end - begin)), begin, block_end, note);
      return block_end;
    }
  }
  if (const std::size_t reached = read_bare_url(begin, quad_end, value, note)) return reached;
  emit("ipv4", std::move(value), begin, quad_end, note);
  return quad_end;
}

bool WordReader::version_at(std::size_t begin, std::size_t end, const AddressBytes& bytes) const {
  const Span span = word_.origin(begin, end);
  const char previous = span.begin > 0 ? text_[span.begin - 1] : ' ';
  if (static_cast<unsigned char>(previous) == 0xA7U) return true;  // the second byte of a section sign
  const std::string_view kind = kind_before(text_, span.begin, lexicon_);
  if (kind == "version" || kind == "section") return true;
  if (later_follows(text_, span.end, lexicon_)) return true;
  if (version_end_ != 0 && only_glue(text_, version_end_, span.begin, lexicon_)) return true;
  return heading_octets(bytes) && heading_number(text_, span.begin, span.end);
}

std::size_t WordReader::read_ipv6(std::size_t begin) {
  std::size_t end = begin;
  int colons = 0;
  while (end < plain_.size() && end - begin < longest_ipv6 &&
         (is_hex(plain_[end]) || plain_[end] == ':' || plain_[end] == '.')) {
    if (plain_[end++] == ':') ++colons;
    if (colons == 0 && end - begin > 4) return 0;
  }
  if (colons < 2 || is_alnum(here(end))) return 0;
  while (end > begin &&
         (plain_[end - 1] == '.' || (plain_[end - 1] == ':' && !plain_.substr(begin, end - begin).ends_with("::"))))
    --end;
  const std::string_view word = plain_.substr(begin, end - begin);
  const auto bytes = parse_ipv6(word);
  if (!bytes || !plausible_ipv6(word)) return 0;
  std::string value = ipv6_text(*bytes);
  std::size_t last = end;
  if (here(end) == '/' && is_digit(here(end + 1))) {
    std::size_t digits = end + 1;
    while (digits < end + 4 && is_digit(here(digits))) ++digits;
    unsigned bits = 129;
    std::from_chars(plain_.data() + end + 1, plain_.data() + digits, bits);
    if (bits <= 128 && !is_alnum(here(digits))) {
      value += plain_.substr(end, digits - end);
      last = digits;
    }
  }
  emit("ipv6", std::move(value), begin, last, address_note(*bytes, lexicon_.addresses));
  return last;
}

std::size_t WordReader::read_domain(std::size_t begin, std::size_t end) {
  const Span span = word_.origin(begin, end);
  // A backslash before a full stop defangs a domain, and is also how patterns are written.
  const bool bracketed = text_of(text_, span).find('\\') == std::string_view::npos;
  HostEvidence evidence{.certain = bracketed && word_.defanged(begin, end), .called = here(end) == '('};
  Host host = judge_.judge(plain_.substr(begin, end - begin), evidence);
  if (host.kind == Host::Kind::none && kind_before(text_, span.begin, lexicon_) == "domain") {
    evidence.domain_word = true;
    host = judge_.judge(plain_.substr(begin, end - begin), evidence);
  }
  if (host.kind == Host::Kind::none || host.kind == Host::Kind::ipv4) return 0;
  const std::size_t host_end = begin + host.size;
  const std::string_view note = own_site(host.name) ? std::string_view("article link") : host.note;
  if (const std::size_t reached = read_bare_url(begin, host_end, host.name, note)) return reached;
  emit(host.kind == Host::Kind::onion ? "onion" : "domain", host.name, begin, host_end, note);
  return host_end;
}

bool WordReader::own_site(std::string_view host) const {
  if (own_domain_.empty() || !host.ends_with(own_domain_)) return false;
  return host.size() == own_domain_.size() || host[host.size() - own_domain_.size() - 1] == '.';
}

void WordReader::emit(std::string_view type, std::string value, std::size_t begin, std::size_t end,
                      std::string_view note, bool defanged) {
  const Span span = word_.origin(begin, end);
  if (found_.empty()) found_.reserve(text_.size() / expected_distance + 1);
  IndicatorMention& mention = found_.emplace_back();
  mention.type = type;
  mention.value = std::move(value);
  mention.text = text_of(text_, span);
  mention.span = span;
  mention.defanged = defanged || span.size() != end - begin;
  mention.note = note;
  emitted_ = end;
}

}  // namespace whence
