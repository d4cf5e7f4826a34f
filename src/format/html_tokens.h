// HTML cut into tags and text, with the exact place of each. Never recursive, one pass, linear on any input: the cost
// does not depend on nesting, on unclosed tags or on the number of attributes. No tree is built.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace whence {

struct HtmlAttribute {
  std::string_view name, value;  // as written: letters' case kept, entities not decoded
};

enum class HtmlKind { text, raw_text, start_tag, end_tag };  // raw text: inside script, style, title, textarea, ...

struct HtmlToken {
  HtmlKind kind = HtmlKind::text;
  std::size_t begin = 0, end = 0;         // within the page
  std::string_view name;                  // of a tag, as written
  std::vector<HtmlAttribute> attributes;  // of a start tag; at most 64, the rest is passed over
};

class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view page) : page_(page) {}
  // The next token, or false at the end. Comments, doctypes and processing instructions are passed over.
  bool next(HtmlToken& token);

 private:
  bool read_markup(HtmlToken& token);
  void read_attributes(HtmlToken& token);
  void enter_raw_text(std::string_view name);

  std::string_view page_;
  std::size_t at_ = 0;
  std::size_t raw_end_ = 0;         // where the raw text that starts at at_ ends; at_ if none
  std::vector<std::string> never_;  // raw text elements whose end tag does not come any more
};

// A character reference at `at` ("&amp;", "&#8217;", "&#x5b;"): its code point and length, or length 0 if it is none.
struct HtmlReference {
  char32_t code = 0;
  std::size_t length = 0;
};
HtmlReference html_reference(std::string_view text, std::size_t at);
// The code point of a named character, 0 if there is none of that name.
char32_t html_entity(std::string_view name);
// Text with its references decoded; for attribute values.
std::string html_decoded(std::string_view text);

}  // namespace whence
