#include "format/html_tokens.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t most_attributes = 64;
constexpr std::size_t longest_reference = 34;

// Elements whose content is not markup.
constexpr std::array<std::string_view, 8> raw_elements = {"script", "style",   "title",    "textarea",
                                                          "xmp",    "noembed", "noframes", "iframe"};

// Windows-1252's characters for &#128; to &#159;, as browsers take them.
constexpr std::array<char32_t, 32> c1 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                         0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                         0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                         0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool is_name_end(char c) { return is_space(c) || c == '/' || c == '>'; }

// Where "</name" stands at or after `at`, followed by a byte that ends a name.
std::size_t find_end_tag(std::string_view page, std::size_t at, std::string_view name) {
  while (true) {
    at = page.find("</", at);
    if (at == std::string_view::npos) return at;
    const std::size_t after = at + 2 + name.size();
    if (after < page.size() && is_name_end(page[after]) && lower(page.substr(at + 2, name.size())) == name) return at;
    at += 2;
  }
}

char32_t repaired(char32_t code) {
  if (code >= 0x80 && code < 0xA0) return c1[code - 0x80];
  const bool bad = code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000);
  return bad ? 0xFFFD : code;
}

// text[at, at + 2) is "&#".
HtmlReference numeric_reference(std::string_view text, std::size_t at) {
  std::size_t place = at + 2;
  const bool hexadecimal = place < text.size() && to_lower(text[place]) == 'x';
  if (hexadecimal) ++place;
  const std::size_t digits = place;
  char32_t code = 0;
  for (; place < text.size(); ++place) {
    const char c = to_lower(text[place]);
    char32_t digit = 0;
    if (is_digit(c)) {
      digit = static_cast<char32_t>(c - '0');
    } else if (hexadecimal && c >= 'a' && c <= 'f') {
      digit = static_cast<char32_t>(c - 'a') + 10;
    } else {
      break;
    }
    code = std::min<char32_t>(code * (hexadecimal ? 16 : 10) + digit, 0x110000);
  }
  if (place == digits) return {};
  if (place < text.size() && text[place] == ';') ++place;
  return {repaired(code), place - at};
}

}  // namespace

HtmlReference html_reference(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return {};
  if (text[at + 1] == '#') return numeric_reference(text, at);
  std::size_t end = at + 1;
  while (end < text.size() && end - at < longest_reference && (is_alpha(text[end]) || is_digit(text[end]))) ++end;
  const bool closed = end < text.size() && text[end] == ';';
  if (!closed && end < text.size() && text[end] == '=') return {};
  const char32_t code = html_entity(text.substr(at + 1, end - at - 1));
  if (code == 0) return {};
  return {code, end - at + (closed ? 1 : 0)};
}

std::string html_decoded(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const HtmlReference reference = text[at] == '&' ? html_reference(text, at) : HtmlReference{};
    if (reference.length == 0) {
      result += text[at++];
    } else {
      append_utf8(result, reference.code);
      at += reference.length;
    }
  }
  return result;
}

bool HtmlTokens::next(HtmlToken& token) {
  while (at_ < page_.size()) {
    token.attributes.clear();
    token.begin = at_;
    if (at_ < raw_end_) {
      token.kind = HtmlKind::raw_text;
      at_ = token.end = raw_end_;
      return true;
    }
    if (page_[at_] == '<') {
      const std::size_t before = at_;
      if (read_markup(token)) return true;
      if (at_ != before) continue;  // a comment or the like
    }
    token.kind = HtmlKind::text;
    // A '<' that opens nothing is text itself.
    const std::size_t next = page_.find('<', at_ + 1);
    at_ = token.end = next == std::string_view::npos ? page_.size() : next;
    return true;
  }
  return false;
}

// True: a tag was read. False with at_ moved: something to pass over; with at_ unmoved: plain text.
bool HtmlTokens::read_markup(HtmlToken& token) {
  const char second = at_ + 1 < page_.size() ? page_[at_ + 1] : ' ';
  const auto skip_to = [&](std::string_view end) {
    const std::size_t found = page_.find(end, at_ + 2);
    at_ = found == std::string_view::npos ? page_.size() : found + end.size();
    return false;
  };
  if (page_.substr(at_).starts_with("<!-->")) return at_ += 5, false;
  if (page_.substr(at_).starts_with("<!--")) return skip_to("-->");
  if (second == '!' || second == '?') return skip_to(">");
  const bool closing = second == '/';
  const std::size_t name = at_ + (closing ? 2 : 1);
  if (name >= page_.size() || !is_alpha(page_[name])) return closing ? skip_to(">") : false;
  std::size_t end = name;
  while (end < page_.size() && !is_name_end(page_[end])) ++end;
  token.kind = closing ? HtmlKind::end_tag : HtmlKind::start_tag;
  token.name = page_.substr(name, end - name);
  at_ = end;
  read_attributes(token);
  token.end = at_;
  if (!closing) enter_raw_text(token.name);
  return true;
}

// Reads up to and with the '>' that ends the tag, or to the end of the page.
void HtmlTokens::read_attributes(HtmlToken& token) {
  while (at_ < page_.size()) {
    while (at_ < page_.size() && (is_space(page_[at_]) || page_[at_] == '/')) ++at_;
    if (at_ >= page_.size()) return;
    if (page_[at_] == '>') {
      ++at_;
      return;
    }
    const std::size_t name = at_;
    ++at_;  // whatever it is, so that every turn moves on
    while (at_ < page_.size() && !is_name_end(page_[at_]) && page_[at_] != '=') ++at_;
    HtmlAttribute attribute = {page_.substr(name, at_ - name), {}};
    std::size_t value = at_;
    while (value < page_.size() && is_space(page_[value])) ++value;
    if (value < page_.size() && page_[value] == '=') {
      ++value;
      while (value < page_.size() && is_space(page_[value])) ++value;
      const char quote = value < page_.size() ? page_[value] : ' ';
      std::size_t end = value;
      if (quote == '"' || quote == '\'') {
        end = std::min(page_.find(quote, ++value), page_.size());
        at_ = std::min(end + 1, page_.size());
      } else {
        while (end < page_.size() && !is_space(page_[end]) && page_[end] != '>') ++end;
        at_ = end;
      }
      attribute.value = page_.substr(value, end - value);
    }
    if (token.attributes.size() < most_attributes) token.attributes.push_back(attribute);
  }
}

void HtmlTokens::enter_raw_text(std::string_view name) {
  const std::string element = lower(name.substr(0, 9));
  if (std::find(raw_elements.begin(), raw_elements.end(), element) == raw_elements.end()) return;
  if (std::find(never_.begin(), never_.end(), element) != never_.end()) return;
  const std::size_t end = find_end_tag(page_, at_, element);
  if (end != std::string_view::npos) {
    raw_end_ = end;
  } else if (element == "script" || element == "style") {
    raw_end_ = page_.size();  // a page cut off inside its program
  } else {
    never_.push_back(element);  // asked once, so that many unclosed ones stay linear
  }
}

}  // namespace whence
