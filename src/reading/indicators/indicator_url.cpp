// The part of WordReader that reads addresses of the web and of mail.
#include <algorithm>

#include "base/address.h"
#include "reading/indicators/characters.h"
#include "reading/indicators/indicator_word.h"

namespace whence {
namespace {

constexpr std::size_t longest_local = 64;  // RFC 5321 4.5.3.1.1
constexpr std::size_t longest_scheme = 8;
constexpr auto none = std::string_view::npos;

bool scheme_character(char c) { return is_alnum(c) || c == '*' || c == '+' || c == '-'; }

// What may stand in an address after the host. Bytes of other scripts end it: there, words follow without a space.
bool tail_character(char c) {
  return !is_delimiter(c) && c != '{' && c != '}' && c != '^' && static_cast<unsigned char>(c) < 0x80U;
}

}  // namespace

// Requires: plain_ holds "://" at `colon`. 0 if that is no address.
std::size_t WordReader::read_url(std::size_t colon) {
  std::size_t begin = colon;
  while (begin > emitted_ && colon - begin < longest_scheme && scheme_character(plain_[begin - 1])) --begin;
  std::string_view scheme;
  bool as_usual = false;  // written as addresses are, not defanged
  for (; begin < colon; ++begin) {
    if (begin > 0 && is_alnum(plain_[begin - 1])) continue;
    const std::string written = lower(plain_.substr(begin, colon - begin));
    scheme = look_up(lexicon_.schemes, written);
    as_usual = scheme == written;
    if (!scheme.empty()) break;
  }
  if (scheme.empty()) return 0;
  std::size_t host_begin = colon + 3;
  const std::size_t user = plain_.substr(host_begin, longest_local).find_first_of("@/?#\\");
  if (user != none && plain_[host_begin + user] == '@') host_begin += user + 1;
  const UrlHost host = url_host(host_begin);
  if (host.end == 0) return 0;
  const std::size_t end = tail_end(host.end, {});
  std::string value;
  value.reserve(scheme.size() + 3 + end - colon);
  value += scheme;
  value += "://";
  value += plain_.substr(colon + 3, host_begin - colon - 3);
  value += host.name;
  value += plain_.substr(host.end, end - host.end);
  std::replace(value.begin(), value.end(), '\\', '/');
  emit("url", std::move(value), begin, end, host.note, !as_usual);
  return end;
}

WordReader::UrlHost WordReader::url_host(std::size_t begin) {
  if (here(begin) == '[') {
    const std::size_t close = plain_.substr(begin, 48).find(']');
    if (close == none) return {};
    const auto bytes = parse_ipv6(plain_.substr(begin + 1, close - 1));
    if (!bytes) return {};
    return {begin + close + 1, '[' + ipv6_text(*bytes) + ']', address_note(*bytes, lexicon_.addresses)};
  }
  std::size_t last = run_end(begin);
  while (last > begin && (plain_[last - 1] == '.' || plain_[last - 1] == '-')) --last;
  if (last == begin) return {};
  const std::string_view run = plain_.substr(begin, last - begin);
  if (is_alnum(run[0]) || static_cast<unsigned char>(run[0]) >= 0x80U) {
    Host host = judge_.judge(run, {.certain = true});
    if (host.kind != Host::Kind::none) {
      const std::string_view note = own_site(host.name) ? std::string_view("article link") : host.note;
      return {begin + host.size, std::move(host.name), note};
    }
  }
  // One label: a machine of somebody's own network.
  if (run.find('.') == none && is_alpha(run[0]) && here(last) != '=') return {last, lower(run), "private"};
  return {};
}

// The end of the port, path, query and fragment after a host. Trailing punctuation belongs to the sentence.
// `stops`: characters that end it besides.
std::size_t WordReader::tail_end(std::size_t at, std::string_view stops) {
  std::size_t end = at;
  if (here(end) == ':' && is_digit(here(end + 1))) {
    ++end;
    while (is_digit(here(end))) ++end;
  }
  const std::size_t host_end = end;
  if (end >= plain_.size() || std::string_view("/?#\\").find(plain_[end]) == none) return host_end;
  int round = 0, square = 0;
  for (; end < plain_.size() && tail_character(plain_[end]); ++end) {
    const char c = plain_[end];
    if (c == '(') ++round;
    if (c == '[') ++square;
    if ((c == ')' && --round < 0) || (c == ']' && --square < 0)) break;
    // "http://a.example/,http://b.example/": the comma parts two addresses.
    if (stops.find(c) != none) break;
    if ((c == ',' || c == ';') && to_lower(here(end + 1)) == 'h') break;
  }
  work_ += end - at;
  while (end > host_end && std::string_view(".,;:!?'*_([").find(plain_[end - 1]) != none) --end;
  return end;
}

// "evil.example/gate.php": an address without its scheme. Two hosts with a slash between are two hosts.
std::size_t WordReader::read_bare_url(std::size_t begin, std::size_t host_end, std::string_view host,
                                      std::string_view note) {
  std::size_t slash = host_end;
  if (here(slash) == ':') ++slash;
  while (slash > host_end && is_digit(here(slash))) ++slash;
  const char first = here(slash + 1);
  if (here(slash) != '/' || (!is_alnum(first) && std::string_view("~_.%?#-").find(first) == none)) return 0;
  const std::size_t end = tail_end(host_end, ",;");
  const std::size_t below = slash + 1;
  if (below >= end) return 0;
  const std::string_view path = plain_.substr(below, end - below);
  if (path.find_first_of("/?&=%") == none && is_alnum(path[0]) && path.find('.') != none) {
    const std::size_t run = run_end(below);
    const Host second = judge_.judge(plain_.substr(below, run - below), {});
    if (second.kind != Host::Kind::none) return 0;
  }
  emit("url", std::string(host) + std::string(plain_.substr(host_end, end - host_end)), begin, end, note);
  return end;
}

// Requires: plain_ holds an @ at `sign`. 0 if that is no mail address.
std::size_t WordReader::read_email(std::size_t sign) {
  std::size_t begin = sign;
  while (begin > emitted_ && sign - begin < longest_local && is(plain_[begin - 1], character_local)) --begin;
  while (begin < sign && (plain_[begin] == '.' || plain_[begin] == '-')) ++begin;
  const char previous = before(begin);
  if (begin == sign || plain_[sign - 1] == '.' || previous == '@' ||
      (begin > emitted_ && is(previous, character_local) && previous != '.' && previous != '-'))
    return 0;
  const std::size_t host_begin = sign + 1;
  if (!is_alnum(here(host_begin)) && name_character(plain_, host_begin) != 2) return 0;
  std::size_t last = run_end(host_begin);
  while (last > host_begin && (plain_[last - 1] == '.' || plain_[last - 1] == '-' || plain_[last - 1] == '_')) --last;
  const Host host = judge_.judge(plain_.substr(host_begin, last - host_begin), {.certain = true});
  if (host.kind == Host::Kind::none || host.kind == Host::Kind::ipv4) return 0;
  const std::string mailbox = lower(plain_.substr(begin, sign - begin));
  const std::size_t end = host_begin + host.size;
  if (look_up(lexicon_.lookalikes, mailbox) == "mailbox" && here(end) == ':') return end;
  emit("email", mailbox + '@' + host.name, begin, end,
       own_site(host.name) ? std::string_view("article link") : host.note);
  return end;
}

}  // namespace whence
