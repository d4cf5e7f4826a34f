#include "format/document.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "format/offsets.h"

using namespace whence;

namespace {

Document read(std::string bytes, std::string name) {
  auto document = read_document(std::move(bytes), std::move(name), {});
  REQUIRE_MESSAGE(document, (document ? "" : document.error().message));
  return std::move(document).value();
}

std::string refusal(std::string bytes, std::string name) {
  const auto document = read_document(std::move(bytes), std::move(name), {});
  REQUIRE_FALSE(document);
  CHECK(document.error().message.find('\n') == std::string::npos);
  return document.error().message;
}

std::string utf16(std::u16string_view text, bool big) {
  std::string bytes;
  for (const char16_t unit : std::u16string(u"\uFEFF") + std::u16string(text)) {
    const char high = static_cast<char>(unit >> 8U), low = static_cast<char>(unit & 0xFFU);
    bytes += big ? high : low;
    bytes += big ? low : high;
  }
  return bytes;
}

}  // namespace

TEST_CASE("plain UTF-8 text comes back byte for byte") {
  for (const std::string text :
       {"one line", "two\r\nlines\r\n", "\n\n  indented\n", "caf\xC3\xA9 \xE4\xB8\xAD\xE6\x96\x87 \xF0\x9F\x9A\x80\n",
        "bell \x07 and escape \x1B[31m stay\n", "no end  \t "}) {
    const Document document = read(text, "a.txt");
    CHECK(document.text == text);
    CHECK(document.offsets.empty());
    CHECK(document.bytes == text.size());
  }
}

TEST_CASE("a document is known by the hash of the bytes received") {
  const Document document = read("abc", "a.txt");
  CHECK(document.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(document.id.text == "sha256:ba7816bf8f01cfea");
  CHECK(document.name == "a.txt");
}

TEST_CASE("every encoding gives the same words, and says so where it is not UTF-8") {
  struct Row {
    std::string bytes, wanted;
    std::size_t oddities;
  };
  const Row rows[] = {
      {"\xEF\xBB\xBF"
       "caf\xC3\xA9",
       "caf\xC3\xA9", 0},
      {utf16(u"caf\u00E9 \U0001F680", false), "caf\xC3\xA9 \xF0\x9F\x9A\x80", 0},
      {utf16(u"caf\u00E9 \U0001F680", true), "caf\xC3\xA9 \xF0\x9F\x9A\x80", 0},
      {"caf\xE9 says \x93no\x94", "caf\xC3\xA9 says \xE2\x80\x9Cno\xE2\x80\x9D", 1},
      {"caf\xC3\xA9 and \xC3\xA9t\xC3\xA9, one bad \xFF byte",
       "caf\xC3\xA9 and \xC3\xA9t\xC3\xA9, one bad \xEF\xBF\xBD byte", 1},
      {"half a pair \xED\xA0\x80 in UTF-8", "half a pair \xEF\xBF\xBD in UTF-8", 1},
      {"overlong \xC0\xAF slash", "overlong \xEF\xBF\xBD slash", 1},
      {utf16(u"lone \xD800 surrogate", false), "lone \xEF\xBF\xBD surrogate", 1},
      {utf16(u"cut", false) + "x", "cut", 1},
  };
  for (const Row& row : rows) {
    const Document document = read(row.bytes, "a.txt");
    CHECK(document.text == row.wanted);
    CHECK(document.oddities.size() == row.oddities);
  }
}

TEST_CASE("what is not a document is refused in one line that says what it is") {
  const std::pair<std::string, std::string> rows[] = {
      {"", "a.bin: empty"},
      {" \n\t\n", "a.bin: holds no text"},
      {std::string("text\0more", 9), "a.bin: byte 4: not text (a NUL byte)"},
      {"PK\x03\x04rest", "a.bin: a ZIP archive"},
      {"\x89PNG\r\n", "a.bin: a picture"},
      {std::string("\xFF\xFE\0\0a\0\0\0", 8), "a.bin: UTF-32"},
      {std::string(20, '\x01') + "abc", "a.bin: not text (20 control characters)"},
      {"<html><body><script>x</script></body></html>", "a.bin: a page without text"},
      {utf16(std::u16string_view(u"a\0b", 3), false), "a.bin: not text (a NUL character)"},
  };
  for (const auto& [bytes, wanted] : rows) CHECK(refusal(bytes, "a.bin").starts_with(wanted));
  Limits small;
  small.bytes = 3;
  CHECK(read_document("four", "a.txt", small).error().code == Code::limit);
}

TEST_CASE("the format shows in the content first and in the name second") {
  CHECK(document_format("<!DOCTYPE html><p>x", "a.txt") == DocumentFormat::html);
  CHECK(document_format("\n <HTML lang=en>", "-") == DocumentFormat::html);
  CHECK(document_format(utf16(u"<html>", false), "-") == DocumentFormat::html);
  CHECK(document_format("words", "A.HTM") == DocumentFormat::html);
  CHECK(document_format("# words", "a.md") == DocumentFormat::markdown);
  CHECK(document_format("# words", "a.txt") == DocumentFormat::text);
}

TEST_CASE("a document that starts with an EXERCISE line is an exercise, a word that starts so is not") {
  CHECK(read("EXERCISE: invented.\n\nText.", "a.txt").exercise);
  CHECK_FALSE(read("EXERCISES began on Monday.", "a.txt").exercise);
  CHECK_FALSE(read("Exercise Harbour Light began.", "a.txt").exercise);
}

TEST_CASE("fifty megabytes in one line are one document") {
  std::string text(50U * 1024U * 1024U, 'a');
  for (std::size_t i = 0; i < text.size(); i += 7) text[i] = ' ';
  const Document document = read(text, "a.txt");
  CHECK(document.text == text);
  std::string page = "<p>" + text;
  CHECK(read(page, "a.html").text.size() > 40U * 1024U * 1024U);
}

TEST_CASE("Markdown loses its marks and keeps its words") {
  const std::pair<std::string, std::string> rows[] = {
      {"# Title\n\nText.", "Title\n\nText."},
      {"A **bold** and *slanted* __word__.", "A bold and slanted word."},
      {"snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"},
      {"see [the report](https://example.com/a_(b)) now", "see the report) now"},
      {"evil[.]example and hxxp[://]bad(.)example", "evil[.]example and hxxp[://]bad(.)example"},
      {"> quoted\n> more", "quoted\nmore"},
      {"- one\n- two\n1. three", "one\n\ntwo\n\nthree"},
      {"# Title\nText\n## Next\n\nMore", "Title\n\nText\n\nNext\n\nMore"},
      {"`a_b*c` and ``x`", "a_b*c and ``x`"},
      {"```\n# not *a* heading\n```\nend", "\n# not *a* heading\n\nend"},
      {"a\n\n---\n\nb", "a\n\n\n\nb"},
      {"x <b>y</b> <!-- no --> <https://example.com> 3 < 4", "x y  https://example.com 3 < 4"},
      {"a \\*star\\*", "a *star*"},
      {"![caption](x.png) text", "caption text"},
  };
  for (const auto& [markdown, wanted] : rows) CHECK(read(markdown, "a.md").text == wanted);
  CHECK(read("![caption](x.png) text", "a.md").boilerplate == std::vector<Span>{{0, 7}});
}

TEST_CASE("front matter describes the document and is not its text") {
  const Document document = read(
      "---\ntitle: \"Of ports\"\nsource: Harbour Post\ndate: 2026-03-01T08:00\nurl: https://example.com/x\nexercise: "
      "true\n---\n\nText.",
      "a.md");
  CHECK(document.title == "Of ports");
  CHECK(document.source == "Harbour Post");
  REQUIRE(document.published);
  CHECK(to_string(*document.published) == "2026-03-01");
  CHECK(document.url == "https://example.com/x");
  CHECK(document.exercise);
  CHECK(trim(document.text) == "Text.");
  CHECK(read("---\nno end", "a.md").text == "\nno end");
}
