// Words as they were before somebody made them safe to click on: "evil[.]example" is evil.example. Seven families of
// forms: written schemes (hxxp), bracketed full stops ([.] (.) {.}), spelt ones ([dot] (dot) {dot}), half brackets
// ([.com, .]com), a backslash before the stop, bracketed or spelt @ ([at] (at) {at} [@]), bracketed colons and slashes
// ([:]// [://] [/]). Schemes are left to whoever reads an address.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "reading/indicators/indicator_lexicon.h"

namespace whence {

// A stretch of a text, without its defanging, that remembers where each byte came from. Valid while the text is.
class Refanged {
 public:
  // Takes text[span] in place of what it held; keeps its memory. `forms` null: the text has none there.
  // Requires: span lies in text.
  void assign(std::string_view text, Span span, const DefangForms* forms);

  std::string_view plain() const { return changes_.empty() ? as_written_ : std::string_view(own_); }
  // The bytes of the text behind plain()[begin, end). Requires: begin < end <= plain().size().
  Span origin(std::size_t begin, std::size_t end) const;
  // Was anything in plain()[begin, end) written otherwise? False for an empty stretch.
  bool defanged(std::size_t begin, std::size_t end) const;

 private:
  // plain()[begin, begin + size) stands for the text's [text_begin, text_end).
  struct Change {
    std::uint32_t begin, size, text_begin, text_end;
  };
  const Change* last_change(std::size_t at) const;  // the last that begins at or before plain()[at]; null if none

  std::string_view as_written_;
  std::uint32_t offset_ = 0;
  std::string own_;
  std::vector<Change> changes_;
};

// The length of the form at `at`, or 0; `plain` receives what it stands for.
std::size_t defang_form(std::string_view text, std::size_t at, const DefangForms& forms, std::string_view& plain);

// A word, and which of character_form and character_path (reading/indicators/characters.h) any of its bytes has.
struct IndicatorWord {
  Span span;
  std::uint8_t classes = 0;
};

// The stretch around `at` that white space and quotation marks enclose, where single spaces around a bracketed full
// stop or @ do not end it ("evil [.] example"). Nothing before `from` belongs to it.
IndicatorWord defanged_word(std::string_view text, std::size_t at, std::size_t from, const DefangForms& forms);

}  // namespace whence
