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
#include "reading/indicator_lexicon.h"

namespace whence {

// A stretch of a text, without its defanging, that remembers where each byte came from. Valid while the text is.
class Refanged {
 public:
  // Requires: span lies in text.
  Refanged(std::string_view text, Span span, const std::vector<DefangForm>& forms);

  std::string_view plain() const { return changed_ ? std::string_view(own_) : as_written_; }
  // The bytes of the text behind plain()[begin, end). Requires: begin < end <= plain().size().
  Span origin(std::size_t begin, std::size_t end) const;
  // Was anything in plain()[begin, end) written otherwise?
  bool defanged(std::size_t begin, std::size_t end) const;

 private:
  void append(std::string_view plain, std::size_t begin, std::size_t end);

  std::string_view as_written_;
  std::uint32_t offset_;
  bool changed_ = false;
  std::string own_;
  std::vector<Span> origins_;  // of each byte of own_
};

// The length of the form at `at`, or 0; `plain` receives what it stands for.
std::size_t defang_form(std::string_view text, std::size_t at, const std::vector<DefangForm>& forms,
                        std::string_view& plain);

// The stretch around `at` that white space and quotation marks enclose, where single spaces around a bracketed full
// stop or @ do not end it ("evil [.] example"). Nothing before `from` belongs to it.
Span defanged_word(std::string_view text, std::size_t at, std::size_t from, const std::vector<DefangForm>& forms);

}  // namespace whence
