#include "reading/indicators/paths.h"

#include <algorithm>

#include "reading/indicators/characters.h"

namespace whence {
namespace {

constexpr std::size_t longest_part = 128;
constexpr std::size_t longest_path = 1024;
constexpr auto none = std::string_view::npos;

std::uint32_t narrow(std::size_t at) { return static_cast<std::uint32_t>(at); }

// "<user>\" and "<pid>/": the length of a placeholder that a separator follows, or 0.
std::size_t placeholder(std::string_view text, std::size_t at, char separator) {
  if (byte_at(text, at) != '<') return 0;
  const std::size_t close = text.substr(at, 34).find('>');
  if (close == none || byte_at(text, at + close + 1) != separator) return 0;
  const std::string_view name = text.substr(at + 1, close - 1);
  return std::any_of(name.begin(), name.end(), [](char c) { return is_space(c) && c != ' '; }) ? 0 : close + 1;
}

// “ ” ‘ ’ and their like: E2 80 98 to 9F.
bool curly_quote(std::string_view text, std::size_t at) {
  return text.substr(at, 2) == "\xE2\x80" && byte_at(text, at + 2) >= '\x98' && byte_at(text, at + 2) <= '\x9F';
}

// What closes the quotation or markup that opens just before `start`, by its first byte; 0 if none does.
char closing_quote(std::string_view text, std::size_t start) {
  const char before = start > 0 ? text[start - 1] : ' ';
  if (before == '"' || before == '`') return before;
  if (before == '>') return '<';
  return start >= 3 && curly_quote(text, start - 3) ? '\xE2' : '\0';
}

bool ends_windows_part(char c) {
  return (is_delimiter(c) && c != ' ') || c == '\\' || c == '/' || c == ':' || c == ',' || c == ';' || c == '\'';
}

// May these be words of one folder's name, rather than a path and the sentence after it?
bool plausible_folder(std::string_view part) {
  if (part.empty() || part.front() == ' ' || part.back() == ' ') return false;
  std::size_t spaces = 0, word = 0;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] != ' ') continue;
    const std::string_view before = part.substr(word, i - word);
    if (before.empty() || before.find('.') != none || part[i + 1] == '%' || ++spaces > 4) return false;
    word = i + 1;
  }
  return true;
}

std::size_t trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view whole = text.substr(begin, end - begin);
  const bool round = whole.find('(') != none, square = whole.find('[') != none, curly = whole.find('{') != none;
  while (end > begin) {
    const char c = text[end - 1];
    const bool unbalanced = (c == ')' && !round) || (c == ']' && !square) || (c == '}' && !curly);
    if (!unbalanced && std::string_view(".,;:!?'\\/").find(c) == none) break;
    --end;
  }
  return end;
}

// From just after a root's separator to the end of the path; `start` is where the path began.
std::size_t windows_end(std::string_view text, std::size_t start, std::size_t at) {
  const char quote = closing_quote(text, start);
  while (at - start < longest_path) {
    std::size_t end = at, space = none;
    while (end < text.size() && end - at < longest_part) {
      if (const std::size_t size = placeholder(text, end, '\\')) {
        end += size;
      } else if (ends_windows_part(text[end]) || curly_quote(text, end)) {
        break;
      } else {
        if (text[end] == ' ' && space == none) space = end;
        ++end;
      }
    }
    const char stop = byte_at(text, end);
    const std::string_view part = text.substr(at, end - at);
    const bool folder =
        (stop == '\\' || (stop == '/' && space == none)) && (space == none ? !part.empty() : plausible_folder(part));
    if (folder) {
      at = end + 1;
      if (stop == '\\' && byte_at(text, at) == '\\') ++at;
      continue;
    }
    const bool quoted = quote != '\0' && stop == quote && plausible_folder(part);
    return trimmed(text, start, space != none && !quoted ? space : end);
  }
  return at;
}

// "evil[.]dll" is evil.dll.
std::string refanged(std::string_view written) {
  std::string value(written);
  for (std::size_t at = 0; (at = value.find("[.]", at)) != std::string::npos; ++at) value.replace(at, 3, ".");
  return value;
}

std::string windows_value(std::string_view written) {
  std::string value;
  for (const char c : refanged(written)) {
    const char plain = c == '/' ? '\\' : to_lower(c);
    if (plain == '\\' && value.size() > 1 && value.back() == '\\') continue;
    value += plain;
  }
  return value;
}

std::optional<PathMention> windows_path(std::string_view text, std::size_t begin, std::size_t body) {
  const std::size_t end = windows_end(text, begin, body);
  if (end <= body) return std::nullopt;
  const std::string_view written = text.substr(begin, end - begin);
  return PathMention{"path", windows_value(written), {narrow(begin), narrow(end)}, written.find("[.]") != none};
}

// The start of the run of letters, digits and `extra` that ends at `end`, no further left than `from` and 32 bytes.
std::size_t word_start(std::string_view text, std::size_t from, std::size_t end, std::string_view extra) {
  std::size_t begin = end;
  while (begin > from && end - begin < 32 && (is_alnum(text[begin - 1]) || extra.find(text[begin - 1]) != none))
    --begin;
  return begin;
}

std::optional<PathMention> registry_key(std::string_view text, std::size_t from, std::size_t backslash,
                                        const IndicatorLexicon& lexicon) {
  const std::size_t root_end = backslash > from && text[backslash - 1] == ':' ? backslash - 1 : backslash;
  const std::size_t begin = word_start(text, from, root_end, "_");
  const std::string root = lower(text.substr(begin, root_end - begin));
  if (look_up(lexicon.roots, root) != "registry") return std::nullopt;
  std::size_t body = backslash + 1;
  if (byte_at(text, body) == '\\') ++body;
  const std::size_t end = windows_end(text, begin, body);
  if (end <= body) return std::nullopt;
  std::string value =
      std::string(look_up(lexicon.root_names, root)) + '\\' + windows_value(text.substr(body, end - body));
  return PathMention{"registry", std::move(value), {narrow(begin), narrow(end)}, false};
}

std::optional<PathMention> at_backslash(std::string_view text, std::size_t from, std::size_t at,
                                        const IndicatorLexicon& lexicon) {
  const char before = at > from ? text[at - 1] : ' ';
  const std::size_t body = byte_at(text, at + 1) == '\\' ? at + 2 : at + 1;
  if (before == ':' && at >= from + 2 && is_alpha(text[at - 2]) && (at < from + 3 || !is_alnum(text[at - 3]))) {
    return windows_path(text, at - 2, body);
  }
  if (auto key = registry_key(text, from, at, lexicon)) return key;
  if (before == '%') {
    const std::size_t name = word_start(text, from, at - 1, "_()");
    if (name == at - 1 || name == from || text[name - 1] != '%') return std::nullopt;
    return windows_path(text, name - 1, body);
  }
  if (is_alnum(before)) {
    const std::size_t name = word_start(text, from, at, "_");
    constexpr std::string_view variable = "$env:";
    const bool shell =
        name >= from + variable.size() && lower(text.substr(name - variable.size(), variable.size())) == variable;
    return shell ? windows_path(text, name - variable.size(), body) : std::nullopt;
  }
  // \\server\share, \\.\pipe\name, \\?\C:\file
  const char host = byte_at(text, at + 2);
  if (byte_at(text, at + 1) != '\\' || before == ':' || before == '\\' ||
      !(is_alnum(host) || host == '.' || host == '?'))
    return std::nullopt;
  const std::size_t share = text.substr(at + 2, 64).find('\\');
  if (share == none || text.substr(at + 2, share).find(' ') != none) return std::nullopt;
  std::size_t start = at + 2 + share + 1;
  if (host == '?' && is_alpha(byte_at(text, start)) && byte_at(text, start + 1) == ':')
    start = std::min(start + 3, text.size());
  return windows_path(text, at, start);
}

bool unix_character(char c) { return is_alnum(c) || std::string_view("._-+@%~:=#*$!?{}/").find(c) != none; }

// The bracketed full stop of a defanged file name, or 0.
std::size_t bracketed_stop(std::string_view text, std::size_t at) { return text.substr(at, 3) == "[.]" ? 3 : 0; }

std::size_t unix_end(std::string_view text, std::size_t at) {
  const std::size_t start = at;
  while (at < text.size() && at - start < longest_path) {
    const std::size_t form = std::max(placeholder(text, at, '/'), bracketed_stop(text, at));
    const bool letter = static_cast<unsigned char>(text[at]) >= 0xC3U && !curly_quote(text, at);
    if (form == 0 && !letter && !unix_character(text[at])) break;
    at += std::max<std::size_t>(form, 1);
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  }
  return at;
}

std::optional<PathMention> at_slash(std::string_view text, std::size_t from, std::size_t at,
                                    const IndicatorLexicon& lexicon) {
  const char before = at > from ? text[at - 1] : ' ';
  const char next = byte_at(text, at + 1);
  if (before == ':' && at >= from + 2 && is_alpha(text[at - 2]) && (at < from + 3 || !is_alnum(text[at - 3]))) {
    return is_alnum(next) ? windows_path(text, at - 2, at + 1) : std::nullopt;
  }
  std::size_t begin = at;
  if (before == '~' && (at < from + 2 || !is_alnum(text[at - 2]))) {
    begin = at - 1;
    if (!is_alnum(next) && next != '.') return std::nullopt;
  } else {
    if (is_alnum(before) || std::string_view("/.-_)]}%").find(before) != none) return std::nullopt;
    if (static_cast<unsigned char>(before) >= 0x80U && name_character(text, at >= 2 ? at - 2 : at) == 2)
      return std::nullopt;
    std::size_t root = at + 1;
    while (root < text.size() && root - at < 16 && is_alnum(text[root])) ++root;
    if (look_up(lexicon.roots, lower(text.substr(at + 1, root - at - 1))) != "unix") return std::nullopt;
    const char below = byte_at(text, root + 1);
    if (byte_at(text, root) != '/' || !(is_alnum(below) || std::string_view("._<*~{$").find(below) != none))
      return std::nullopt;
  }
  const std::size_t end = trimmed(text, begin, unix_end(text, at));
  if (end < at + 2) return std::nullopt;
  const std::string_view written = text.substr(begin, end - begin);
  return PathMention{"path", refanged(written), {narrow(begin), narrow(end)}, written.find("[.]") != none};
}

}  // namespace

std::optional<PathMention> next_path(std::string_view text, std::size_t from, std::size_t limit,
                                     const IndicatorLexicon& lexicon) {
  for (std::size_t at = from; at < limit; ++at) {
    if (text[at] != '\\' && text[at] != '/') continue;
    auto found = text[at] == '\\' ? at_backslash(text, from, at, lexicon) : at_slash(text, from, at, lexicon);
    if (found) return found;
  }
  return std::nullopt;
}

}  // namespace whence
