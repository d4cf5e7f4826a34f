#include <array>
#include <charconv>

#include "base/text.h"
#include "format/stix_indicators.h"

namespace whence {
namespace {

struct Kind {
  std::string_view ours, type, property;
};
// What an indicator's value is to STIX. Hashes are members of a file's `hashes`.
constexpr std::array<Kind, 12> kinds = {{
    {"ipv4", "ipv4-addr", "value"},
    {"ipv6", "ipv6-addr", "value"},
    {"domain", "domain-name", "value"},
    {"onion", "domain-name", "value"},
    {"url", "url", "value"},
    {"email", "email-addr", "value"},
    {"md5", "file", "MD5"},
    {"sha1", "file", "SHA-1"},
    {"sha256", "file", "SHA-256"},
    {"sha512", "file", "SHA-512"},
    {"path", "file", "name"},
    {"registry", "windows-registry-key", "key"},
}};

const Kind* kind_of(std::string_view type) {
  for (const Kind& kind : kinds) {
    if (kind.ours == type) return &kind;
  }
  return nullptr;
}

bool is_hash(const Kind& kind) { return kind.type == "file" && kind.property != "name"; }

std::optional<std::int64_t> as_number(std::string_view value) {
  if (value.starts_with("AS") || value.starts_with("as")) value.remove_prefix(2);
  std::int64_t number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  if (read.ec != std::errc() || read.ptr != value.data() + value.size() || number < 0) return std::nullopt;
  return number;
}

std::string escaped(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text;
}

}  // namespace

std::optional<StixObservable> stix_observable(std::string_view type, std::string_view value) {
  if (type == "asn") {
    const auto number = as_number(value);
    if (!number) return std::nullopt;
    return StixObservable{"autonomous-system", Json::object().set("number", *number),
                          "[autonomous-system:number = " + std::to_string(*number) + "]"};
  }
  const Kind* kind = kind_of(type);
  if (kind == nullptr) return std::nullopt;
  const std::string object(kind->type);
  if (is_hash(*kind)) {
    return StixObservable{object, Json::object().set("hashes", Json::object().set(std::string(kind->property), value)),
                          "[file:hashes.'" + std::string(kind->property) + "' = '" + escaped(value) + "']"};
  }
  // A path's folder is an object of its own in STIX; the whole path as the name would be another file.
  std::string_view name = value;
  if (kind->property == "name") name = name.substr(std::min(name.size(), name.find_last_of("/\\") + 1));
  if (name.empty()) return std::nullopt;
  return StixObservable{object, Json::object().set(std::string(kind->property), name),
                        "[" + object + ":" + std::string(kind->property) + " = '" + escaped(name) + "']"};
}

std::optional<std::pair<std::string, std::string>> indicator_of(const Json& observable) {
  const std::string_view type = observable["type"].text();
  if (type == "autonomous-system") {
    const auto number = observable["number"].number();
    if (!number) return std::nullopt;
    return std::pair<std::string, std::string>("asn", "AS" + std::to_string(static_cast<std::int64_t>(*number)));
  }
  for (const Kind& kind : kinds) {
    if (kind.type != type || kind.ours == "onion") continue;
    const Json& value = is_hash(kind) ? observable["hashes"][kind.property] : observable[kind.property];
    if (!value.text().empty()) return std::pair<std::string, std::string>(kind.ours, value.text());
  }
  return std::nullopt;
}

std::string indicator_type(std::string_view value) {
  const auto all = [&](std::string_view more) {
    return std::all_of(value.begin(), value.end(), [&](char c) {
      return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f') || more.find(c) != std::string_view::npos;
    });
  };
  if (value.find("://") != std::string_view::npos) return "url";
  if (value.find('@') != std::string_view::npos) return "email";
  if (all("") && value.size() == 32) return "md5";
  if (all("") && value.size() == 40) return "sha1";
  if (all("") && value.size() == 64) return "sha256";
  if (all("") && value.size() == 128) return "sha512";
  if (value.find(':') != std::string_view::npos && all(":.")) return "ipv6";
  if (value.find_first_not_of("0123456789.") == std::string_view::npos &&
      std::count(value.begin(), value.end(), '.') == 3)
    return "ipv4";
  if (as_number(value) && to_lower(value[0]) == 'a') return "asn";
  if (value.starts_with("HKEY_") || value.starts_with("HKLM\\") || value.starts_with("HKCU\\")) return "registry";
  if (value.find_first_of("/\\") != std::string_view::npos) return "path";
  if (value.starts_with("CVE-")) return "cve";
  if (value.find('.') != std::string_view::npos && value.find(' ') == std::string_view::npos) return "domain";
  return "";
}

}  // namespace whence
