#include "format/mail_parts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/text.h"
#include "format/encoding.h"

namespace whence {
namespace {

constexpr std::size_t most_headers = 1000;
constexpr std::size_t longest_header = 16384;  // the rest of a longer one is passed over
constexpr std::size_t deepest = 32;

int sextet(char c) {
  if (is_upper(c)) return c - 'A';
  if (is_lower(c)) return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

int hexadecimal(char c) {
  if (is_digit(c)) return c - '0';
  const char low = to_lower(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

// Three bytes for four letters; anything that is no letter of base64 is passed over, as receivers do.
void add_base64(MappedText& result, std::string_view text, std::size_t original) {
  std::uint32_t bits = 0;
  int letters = 0;
  std::size_t first = 0;
  const auto put = [&](int bytes, std::size_t end) {
    std::string unit;
    for (int i = 0; i < bytes && i < 3; ++i) unit += static_cast<char>((bits >> (16 - 8 * i)) & 0xFFU);
    result.put(unit, original + first, end - first);
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int value = sextet(text[at]);
    if (value < 0) continue;
    if (letters == 0) first = at;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    if (++letters < 4) continue;
    put(3, at + 1);
    bits = 0;
    letters = 0;
  }
  if (letters < 2) return;
  bits <<= static_cast<unsigned>(6 * (4 - letters));
  put(letters - 1, text.size());
}

void add_quoted_printable(MappedText& result, std::string_view text, std::size_t original) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t run = std::min(text.find('=', at), text.size());
    result.copy(text.substr(at, run - at), original + at);
    at = run;
    if (at >= text.size()) return;
    const int high = at + 2 < text.size() ? hexadecimal(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? hexadecimal(text[at + 2]) : -1;
    std::size_t soft = at + 1;
    while (soft < text.size() && (text[soft] == ' ' || text[soft] == '\t' || text[soft] == '\r')) ++soft;
    if (high >= 0 && low >= 0) {
      result.put(std::string(1, static_cast<char>(high * 16 + low)), original + at, 3);
      at += 3;
    } else if (soft >= text.size() || text[soft] == '\n') {
      at = std::min(soft + 1, text.size());
    } else {
      result.copy("=", original + at);
      ++at;
    }
  }
}

// The line at `at` with its end; empty at the end of the message.
std::string_view line_at(std::string_view message, std::size_t at) {
  const std::size_t end = message.find('\n', at);
  return message.substr(at, end == std::string_view::npos ? end : end + 1 - at);
}

// Reads headers up to and with the empty line; moves `at` behind it.
std::vector<MailHeader> read_headers(std::string_view message, std::size_t& at) {
  std::vector<MailHeader> headers;
  while (at < message.size()) {
    const std::string_view line = line_at(message, at);
    at += line.size();
    const std::string_view content = trim(line);
    if (content.empty()) return headers;
    if ((line[0] == ' ' || line[0] == '\t') && !headers.empty()) {
      if (headers.back().value.size() < longest_header) {
        headers.back().value += ' ';
        headers.back().value += content.substr(0, longest_header);
      }
      continue;
    }
    const auto colon = content.find(':');
    if (colon == std::string_view::npos || headers.size() >= most_headers) continue;
    headers.push_back({lower(trim(content.substr(0, colon))),
                       std::string(trim(content.substr(colon + 1)).substr(0, longest_header))});
  }
  return headers;
}

std::string_view value_of(const std::vector<MailHeader>& headers, std::string_view name) {
  for (const MailHeader& header : headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

std::string first_word(std::string_view value) { return lower(trim(value.substr(0, value.find(';')))); }

MailPart part_from(const std::vector<MailHeader>& headers) {
  MailPart part;
  const std::string_view type = value_of(headers, "content-type");
  if (!type.empty()) part.type = first_word(type);
  part.charset = lower(parameter_of(type, "charset"));
  part.transfer = first_word(value_of(headers, "content-transfer-encoding"));
  const std::string_view disposition = value_of(headers, "content-disposition");
  part.file = decoded_header(parameter_of(disposition, "filename"));
  if (part.file.empty()) part.file = decoded_header(parameter_of(type, "name"));
  part.attachment = first_word(disposition) == "attachment";
  return part;
}

// Walks over the lines of a message with a stack of the multiparts that are open.
class PartFinder {
 public:
  PartFinder(std::string_view message, MailMessage& result) : message_(message), result_(result) {}
  void find();

 private:
  struct Open {
    std::string boundary;  // with the dashes in front
    std::size_t alternative = 0;
  };
  void start(std::vector<MailHeader> headers, std::size_t& at);
  void close(std::size_t end);
  struct Boundary {
    std::size_t depth = 0;  // of the multipart it belongs to, 1 for the outermost
    bool last = false;
  };
  std::optional<Boundary> boundary_of(std::string_view line) const;

  std::string_view message_;
  MailMessage& result_;
  std::vector<Open> open_;
  bool in_part_ = false;  // the last part's body is being read
  std::size_t alternatives_ = 0;
};

// A part whose headers have just been read. Multiparts and forwarded messages open; the rest is a body.
void PartFinder::start(std::vector<MailHeader> headers, std::size_t& at) {
  MailPart part = part_from(headers);
  for (std::size_t forwarded = 0; part.type == "message/rfc822" && forwarded < deepest; ++forwarded) {
    headers = read_headers(message_, at);
    part = part_from(headers);
  }
  const std::string boundary = parameter_of(value_of(headers, "content-type"), "boundary");
  if (part.type.starts_with("multipart/") && !boundary.empty()) {
    if (open_.size() < deepest) {
      const std::size_t outer = open_.empty() ? 0 : open_.back().alternative;
      const std::size_t own = part.type == "multipart/alternative" ? ++alternatives_ : outer;
      open_.push_back({"--" + boundary, own});
    } else {
      result_.oddities.push_back({"byte " + std::to_string(at), "parts nested more than 32 deep, not read"});
    }
    return;
  }
  part.begin = at;
  part.alternative = open_.empty() ? 0 : open_.back().alternative;
  result_.parts.push_back(std::move(part));
  in_part_ = true;
}

void PartFinder::close(std::size_t end) {
  if (!in_part_) return;
  MailPart& part = result_.parts.back();
  // The line end before a boundary belongs to the boundary.
  if (end > part.begin && message_[end - 1] == '\n') --end;
  if (end > part.begin && message_[end - 1] == '\r') --end;
  part.end = end;
  in_part_ = false;
}

std::optional<PartFinder::Boundary> PartFinder::boundary_of(std::string_view line) const {
  if (!line.starts_with("--")) return {};
  for (std::size_t depth = open_.size(); depth > 0; --depth) {
    const std::string& boundary = open_[depth - 1].boundary;
    if (!line.starts_with(boundary)) continue;
    const std::string_view rest = trim(line.substr(boundary.size()));
    if (rest.empty() || rest == "--") return Boundary{depth, !rest.empty()};
  }
  return {};
}

void PartFinder::find() {
  std::size_t at = 0;
  result_.headers = read_headers(message_, at);
  start(result_.headers, at);
  while (at < message_.size()) {
    const std::string_view line = line_at(message_, at);
    const auto boundary = boundary_of(line);
    if (boundary) close(at);
    at += line.size();
    if (!boundary) continue;
    open_.resize(boundary->last ? boundary->depth - 1 : boundary->depth);
    if (!boundary->last) start(read_headers(message_, at), at);
  }
  if (in_part_) result_.parts.back().end = message_.size();
}

}  // namespace

std::string parameter_of(std::string_view value, std::string_view name) {
  for (std::size_t at = value.find(';'); at != std::string_view::npos; at = value.find(';', at + 1)) {
    std::string_view rest = trim(value.substr(at + 1));
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) return {};
    if (equals > 64 || lower(trim(rest.substr(0, equals))) != name) continue;
    rest = trim(rest.substr(equals + 1));
    if (rest.starts_with('"')) return std::string(rest.substr(1, rest.find('"', 1) - 1));
    return std::string(trim(rest.substr(0, rest.find(';'))));
  }
  return {};
}

std::string_view header_of(const MailMessage& message, std::string_view name) {
  return value_of(message.headers, name);
}

std::string decoded_header(std::string_view value) {
  std::string result;
  bool after_word = false;  // white space between encoded words does not count
  while (!value.empty()) {
    const auto begin = value.find("=?");
    const auto charset = begin == std::string_view::npos ? begin : value.find('?', begin + 2);
    const auto text = charset == std::string_view::npos ? charset : value.find('?', charset + 1);
    const auto end = text == std::string_view::npos ? text : value.find("?=", text + 1);
    if (end == std::string_view::npos || text != charset + 2) {
      // No encoded word here: take it as it stands, up to behind the mark that looked like one.
      const std::size_t plain = begin == std::string_view::npos ? value.size() : begin + 2;
      result += value.substr(0, plain);
      value.remove_prefix(plain);
      after_word = false;
      continue;
    }
    const std::string_view before = value.substr(0, begin);
    if (!after_word || !trim(before).empty()) result += before;
    MappedText bytes;
    const std::string_view content = value.substr(text + 1, end - text - 1);
    if (to_lower(value[charset + 1]) == 'b') {
      add_base64(bytes, content, 0);
    } else {
      std::string spaced(content);
      std::replace(spaced.begin(), spaced.end(), '_', ' ');
      add_quoted_printable(bytes, spaced, 0);
    }
    const auto decoded = decode(bytes.text, "header", value.substr(begin + 2, charset - begin - 2));
    if (decoded) result += decoded->text;
    value.remove_prefix(end + 2);
    after_word = true;
  }
  const auto decoded = decode(result, "header");
  return decoded ? squeeze(decoded->text) : std::string();
}

MappedText transferred(std::string_view message, const MailPart& part) {
  MappedText result;
  const std::string_view body = message.substr(part.begin, part.end - part.begin);
  if (part.transfer == "base64") {
    add_base64(result, body, part.begin);
  } else if (part.transfer == "quoted-printable") {
    add_quoted_printable(result, body, part.begin);
  } else {
    result.copy(body, part.begin);
  }
  return result;
}

MailMessage mail_parts(std::string_view message) {
  MailMessage result;
  PartFinder(message, result).find();
  return result;
}

}  // namespace whence
