#include "sightings/indicator_key.h"

#include <algorithm>

#include "base/address.h"
#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t longest_name = 253, longest_label = 63;  // RFC 1035 2.3.4
constexpr std::size_t longest_key = 4096;

bool label_character(char c) {
  return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80U;
}

bool is_domain(std::string_view name) {
  if (name.size() > longest_name || name.find('.') == std::string_view::npos) return false;
  for (const std::string_view label : split(name, '.')) {
    if (label.empty() || label.size() > longest_label || !std::all_of(label.begin(), label.end(), label_character))
      return false;
  }
  const std::string_view last = name.substr(name.rfind('.') + 1);
  return last.size() >= 2 && !is_digit(last[0]) && last[0] != '-' && last[0] != '_';
}

std::optional<IndicatorKey> domain_key(std::string_view value) {
  if (value.starts_with("*.")) value.remove_prefix(2);
  if (value.starts_with('.')) value.remove_prefix(1);
  if (value.ends_with('.')) value.remove_suffix(1);
  if (!is_domain(value)) return std::nullopt;
  return IndicatorKey{IndicatorKind::domain, lower(value)};
}

std::optional<IndicatorKey> hash_key(std::string_view value) {
  const auto hexadecimal = [](char c) { return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f'); };
  const std::size_t size = value.size();
  const bool sized = size == 32 || size == 40 || size == 56 || size == 64 || size == 96 || size == 128;
  if (!sized || !std::all_of(value.begin(), value.end(), hexadecimal)) return std::nullopt;
  return IndicatorKey{IndicatorKind::hash, lower(value)};
}

std::optional<IndicatorKey> address_key(std::string_view value) {
  auto bytes = parse_address(value);
  if (!bytes && value.starts_with('[')) {
    const std::size_t close = value.find(']');
    if (close != std::string_view::npos) bytes = parse_address(value.substr(1, close - 1));
  }
  if (!bytes) {
    const std::size_t colon = value.find(':');
    const std::string_view port = colon == std::string_view::npos ? std::string_view() : value.substr(colon + 1);
    if (!port.empty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), is_digit))
      bytes = parse_ipv4(value.substr(0, colon));
  }
  if (!bytes) return std::nullopt;
  return IndicatorKey{IndicatorKind::address, address_text(*bytes)};
}

std::optional<IndicatorKey> range_key(std::string_view value) {
  const auto range = parse_range(value);
  if (!range) return address_key(value);
  if (range->bits == 128) return IndicatorKey{IndicatorKind::address, address_text(range->first)};
  if (range->bits == 0 || (is_ipv4(range->first) && range->bits <= 96)) return std::nullopt;
  return IndicatorKey{IndicatorKind::range, range_text(*range)};
}

// "http" of "http://evil.example"; an address may stand within another: "evil.example/?to=http://a.example".
std::size_t scheme_size(std::string_view value) {
  std::size_t size = 0;
  while (size < value.size() && (is_alpha(value[size]) || is_digit(value[size]) || value[size] == '+')) ++size;
  return value.substr(size, 3) == "://" ? size : 0;
}

std::optional<IndicatorKey> url_key(std::string_view value) {
  const std::string scheme = lower(value.substr(0, scheme_size(value)));
  if (!scheme.empty()) value.remove_prefix(scheme.size() + 3);
  const std::size_t user = value.substr(0, value.find_first_of("/?#")).rfind('@');
  if (user != std::string_view::npos) value.remove_prefix(user + 1);
  const UrlParts parts = url_parts(value, scheme);
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20U; };
  if (parts.host.empty() || std::any_of(parts.rest.begin(), parts.rest.end(), blank)) return std::nullopt;
  const bool bracketed = parts.host.starts_with('[');
  if (bracketed ? !parse_ipv6(parts.host.substr(1, parts.host.size() - 2))
                : !is_domain(parts.host) && !parse_ipv4(parts.host))
    return std::nullopt;
  std::string text = lower(parts.host);
  text += parts.rest;
  if (parts.rest.empty()) text += '/';
  return IndicatorKey{IndicatorKind::url, std::move(text)};
}

std::optional<IndicatorKey> email_key(std::string_view value) {
  const std::size_t sign = value.rfind('@');
  if (sign == std::string_view::npos || sign == 0 || sign > 64 || !is_domain(value.substr(sign + 1)))
    return std::nullopt;
  const std::string_view mailbox = value.substr(0, sign);
  const auto fits = [](char c) { return label_character(c) || c == '.' || c == '+' || c == '%'; };
  if (!std::all_of(mailbox.begin(), mailbox.end(), fits)) return std::nullopt;
  return IndicatorKey{IndicatorKind::email, lower(value)};
}

}  // namespace

UrlParts url_parts(std::string_view text, std::string_view scheme) {
  constexpr auto none = std::string_view::npos;
  text = text.substr(0, text.find('#'));
  std::size_t end = 0;
  if (text.starts_with('[')) {
    end = text.find(']');
    if (end == none) return {};
    ++end;
  } else {
    end = std::min(text.find_first_of(":/?"), text.size());
  }
  UrlParts parts{text.substr(0, end), text.substr(end)};
  const std::string_view own_port = scheme == "http" ? ":80" : scheme == "https" ? ":443" : std::string_view();
  if (!own_port.empty() && parts.rest.starts_with(own_port) &&
      (parts.rest.size() == own_port.size() || !is_digit(parts.rest[own_port.size()])))
    parts.rest.remove_prefix(own_port.size());
  return parts;
}

std::optional<IndicatorKey> indicator_key(std::string_view value, IndicatorKind kind) {
  value = trim(value);
  if (value.empty() || value.size() > longest_key) return std::nullopt;
  switch (kind) {
    case IndicatorKind::domain:
      return domain_key(value);
    case IndicatorKind::address:
    case IndicatorKind::range:
      return range_key(value);
    case IndicatorKind::url:
      return url_key(value);
    case IndicatorKind::email:
      return email_key(value);
    case IndicatorKind::hash:
      return hash_key(value);
  }
  return std::nullopt;
}

std::optional<IndicatorKey> indicator_key(std::string_view value) {
  value = trim(value);
  if (value.empty() || value.size() > longest_key) return std::nullopt;
  if (scheme_size(value) != 0) return url_key(value);
  if (auto range = range_key(value)) return range;
  if (parse_range(value)) return std::nullopt;  // of all addresses
  if (auto hash = hash_key(value)) return hash;
  if (value.find('/') != std::string_view::npos) return url_key(value);
  if (value.find('@') != std::string_view::npos) return email_key(value);
  return domain_key(value);
}

}  // namespace whence
