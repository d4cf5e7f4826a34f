#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "serve/http.h"

namespace whence {
namespace {

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      unsigned code = 0;
      const char* const begin = text.data() + i + 1;
      if (i + 2 >= text.size()) return std::nullopt;
      if (const auto [end, problem] = std::from_chars(begin, begin + 2, code, 16);
          problem != std::errc() || end != begin + 2)
        return std::nullopt;
      result += static_cast<char>(code);
      i += 2;
    } else {
      result += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  if (utf8_error(result) != result.size()) return std::nullopt;
  const bool control = std::any_of(result.begin(), result.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (control) return std::nullopt;
  return result;
}

std::string unquoted(std::string_view text) {
  text = trim(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return std::string(text);
}

}  // namespace

std::optional<Target> read_target(std::string_view target, const HttpLimits& limits) {
  Target result;
  const std::size_t mark = target.find('?');
  std::string_view path = target.substr(0, mark);
  if (path.empty() || path.front() != '/') return std::nullopt;
  path.remove_prefix(1);
  if (!path.empty()) {
    for (const std::string_view part : split(path, '/')) {
      auto segment = decoded(part, false);
      if (!segment || result.segments.size() == limits.fields) return std::nullopt;
      result.segments.push_back(std::move(*segment));
    }
  }
  if (mark == std::string_view::npos || mark + 1 == target.size()) return result;
  for (const std::string_view part : split(target.substr(mark + 1), '&')) {
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    auto name = decoded(part.substr(0, equals), true);
    auto value = decoded(equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1), true);
    if (!name || !value || result.query.size() == limits.fields) return std::nullopt;
    result.query.emplace_back(std::move(*name), std::move(*value));
  }
  return result;
}

std::string media_type(std::string_view field) { return lower(trim(field.substr(0, field.find(';')))); }

std::string media_parameter(std::string_view field, std::string_view name) {
  const auto parts = split(field, ';');
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::size_t equals = parts[i].find('=');
    if (equals != std::string_view::npos && lower(trim(parts[i].substr(0, equals))) == name)
      return unquoted(parts[i].substr(equals + 1));
  }
  return {};
}

bool accepts(std::string_view field, std::string_view whole) {
  if (trim(field).empty()) return true;
  const std::string type = media_type(whole), version = media_parameter(whole, "version");
  const std::string family(type.substr(0, type.find('/')));
  int best = 0;  // how exactly the type is named, and whether it is taken away
  bool taken = false;
  for (const std::string_view part : split(field, ',')) {
    const std::string named = media_type(part);
    const std::string wanted = media_parameter(part, "version");
    if (!version.empty() && !wanted.empty() && wanted != version) continue;
    const int rank = named == type ? 3 : named == family + "/*" ? 2 : named == "*/*" ? 1 : 0;
    if (rank == 0 || rank < best) continue;
    const std::string q = media_parameter(part, "q");
    best = rank;
    taken = !q.empty() && q.find_first_not_of("0.") == std::string::npos;
  }
  return best > 0 && !taken;
}

bool lists_tag(std::string_view field, std::string_view tag) {
  for (const std::string_view part : split(field, ',')) {
    std::string_view one = trim(part);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == "*" || one == tag) return true;
  }
  return false;
}

std::string_view reason_phrase(int status) {
  constexpr std::pair<int, std::string_view> phrases[] = {{200, "OK"},
                                                          {201, "Created"},
                                                          {202, "Accepted"},
                                                          {204, "No Content"},
                                                          {304, "Not Modified"},
                                                          {400, "Bad Request"},
                                                          {401, "Unauthorized"},
                                                          {403, "Forbidden"},
                                                          {404, "Not Found"},
                                                          {405, "Method Not Allowed"},
                                                          {406, "Not Acceptable"},
                                                          {408, "Request Timeout"},
                                                          {409, "Conflict"},
                                                          {411, "Length Required"},
                                                          {412, "Precondition Failed"},
                                                          {413, "Content Too Large"},
                                                          {414, "URI Too Long"},
                                                          {415, "Unsupported Media Type"},
                                                          {417, "Expectation Failed"},
                                                          {421, "Misdirected Request"},
                                                          {422, "Unprocessable Content"},
                                                          {428, "Precondition Required"},
                                                          {429, "Too Many Requests"},
                                                          {431, "Request Header Fields Too Large"},
                                                          {500, "Internal Server Error"},
                                                          {501, "Not Implemented"},
                                                          {503, "Service Unavailable"},
                                                          {505, "HTTP Version Not Supported"}};
  for (const auto& [code, phrase] : phrases) {
    if (code == status) return phrase;
  }
  return "Unknown";
}

std::string response_head(const HttpResponse& response, bool keep) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
  const bool bodyless = response.status == 204 || response.status == 304;
  if (!bodyless) head += fmt::format("Content-Type: {}\r\n", response.type);
  if (response.more) {
    head += "Transfer-Encoding: chunked\r\n";
  } else if (!bodyless) {
    head += fmt::format("Content-Length: {}\r\n", response.body.size());
  }
  for (const auto& [name, value] : response.fields) head += fmt::format("{}: {}\r\n", name, value);
  return head + (keep ? "\r\n" : "Connection: close\r\n\r\n");
}

std::string chunk_of(std::string_view bytes) {
  return bytes.empty() ? "" : fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference =
        static_cast<unsigned char>(difference | (static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i])));
  return difference == 0;
}

}  // namespace whence
