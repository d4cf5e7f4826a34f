#include <algorithm>

#include "base/text.h"
#include "serve/http.h"

namespace whence {
namespace {

bool is_token_char(char c) {
  return is_alpha(c) || is_digit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char); }

bool is_field_char(char c) {
  const auto code = static_cast<unsigned char>(c);
  return c == '\t' || (code >= 0x20 && code != 0x7F);
}

bool is_target_char(char c) { return c > 0x20 && c < 0x7F && c != '#'; }

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<HttpProblem> read_request_line(std::string_view line, HttpHead& head, int& minor,
                                             const HttpLimits& limits) {
  const std::size_t first = line.find(' ');
  const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
  if (second == std::string_view::npos) return HttpProblem{400, "the request line has not three parts"};
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  if (!is_token(head.method) || head.method.size() > 16) return HttpProblem{400, "the method is no token"};
  if (head.target.size() > limits.target) return HttpProblem{414, "the address is too long"};
  if (head.target.empty() || head.target[0] != '/' ||
      !std::all_of(head.target.begin(), head.target.end(), is_target_char))
    return HttpProblem{400, "the address must be a path"};
  if (version.size() != 8 || version.substr(0, 5) != "HTTP/" || !is_digit(version[5]) || version[6] != '.' ||
      !is_digit(version[7]))
    return HttpProblem{400, "the request line names no version of HTTP"};
  if (version[5] != '1') return HttpProblem{505, "HTTP/1.1 is spoken here"};
  minor = version[7] - '0';
  return std::nullopt;
}

std::optional<HttpProblem> read_length(std::string_view value, HttpHead& head) {
  if (head.length) return HttpProblem{400, "two lengths"};
  if (value.empty() || value.size() > 18 || !std::all_of(value.begin(), value.end(), is_digit))
    return HttpProblem{400, "Content-Length is no number"};
  std::uint64_t length = 0;
  for (const char digit : value) length = length * 10 + static_cast<std::uint64_t>(digit - '0');
  head.length = length;
  return std::nullopt;
}

// What frames the message, and what follows it.
std::optional<HttpProblem> settle(HttpHead& head, int minor) {
  const auto hosts =
      std::count_if(head.fields.begin(), head.fields.end(), [](const auto& field) { return field.first == "host"; });
  if (hosts > 1 || (hosts == 0 && minor > 0)) return HttpProblem{400, "one Host field is needed"};
  for (const auto& [name, value] : head.fields) {
    if (name == "content-length") {
      if (auto problem = read_length(value, head)) return problem;
    } else if (name == "transfer-encoding") {
      if (head.chunked || minor == 0) return HttpProblem{400, "Transfer-Encoding twice, or in HTTP/1.0"};
      if (lower(value) != "chunked") return HttpProblem{501, "Transfer-Encoding other than chunked"};
      head.chunked = true;
    } else if (name == "expect") {
      if (lower(value) != "100-continue") return HttpProblem{417, "Expect other than 100-continue"};
      head.expects_continue = minor > 0;
    }
  }
  if (head.chunked && head.length) return HttpProblem{400, "a length beside chunks"};
  const std::string connection = lower(head.field("connection"));
  const auto says = [&](std::string_view word) {
    for (const std::string_view part : split(connection, ',')) {
      if (trim(part) == word) return true;
    }
    return false;
  };
  head.keep_alive = minor == 0 ? says("keep-alive") : !says("close");
  return std::nullopt;
}

}  // namespace

std::string HttpHead::field(std::string_view name) const {
  std::string joined;
  for (const auto& [key, value] : fields) {
    if (key == name) joined += (joined.empty() ? "" : ", ") + value;
  }
  return joined;
}

bool HttpHead::has(std::string_view name) const {
  return std::any_of(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
}

std::optional<std::size_t> head_end(std::string_view bytes, std::size_t from) {
  const std::size_t at = bytes.find("\r\n\r\n", from < 3 ? 0 : from - 3);
  if (at == std::string_view::npos) return std::nullopt;
  return at + 4;
}

std::variant<HttpHead, HttpProblem> read_head(std::string_view bytes, const HttpLimits& limits) {
  HttpHead head;
  int minor = 1;
  bool first = true;
  bytes.remove_suffix(std::min<std::size_t>(bytes.size(), 2));  // the empty line
  while (!bytes.empty()) {
    const std::size_t end = bytes.find("\r\n");
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 2);
    if (first) {
      first = false;
      if (auto problem = read_request_line(line, head, minor, limits)) return *problem;
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
      return HttpProblem{400, "a field without a name"};
    const std::string_view value = without_blanks(line.substr(colon + 1));
    if (!std::all_of(value.begin(), value.end(), is_field_char)) return HttpProblem{400, "a control character"};
    if (head.fields.size() == limits.fields) return HttpProblem{431, "too many fields"};
    head.fields.emplace_back(lower(line.substr(0, colon)), value);
  }
  if (first) return HttpProblem{400, "no request line"};
  if (auto problem = settle(head, minor)) return *problem;
  return head;
}

}  // namespace whence
