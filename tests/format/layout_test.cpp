#include "format/layout.h"

#include <doctest/doctest.h>

#include "base/pack.h"
#include "base/text.h"
#include "fixtures.h"
#include "format/page_texts.h"
#include "format/reading_view.h"
#include "format/weigh_view.h"

using namespace whence;

TEST_CASE("a pattern's slots and alternatives are filled, and nothing that is filled in is read again") {
  struct Row {
    std::string pattern;
    Slots slots;
    std::string wanted;
  };
  const Row rows[] = {
      {"{a} said", {{"a", "X"}}, "X said"},
      {"{a} said", {}, "said"},
      {"[{a}|{b}|nobody] said", {{"b", "Y"}}, "Y said"},
      {"[{a}|{b}|nobody] said", {}, "nobody said"},
      {"met[ {a} and {b}]", {{"a", "X"}}, "met"},
      {"met[ {a} and {b}]", {{"a", "X"}, {"b", "Y"}}, "met X and Y"},
      {"{a}", {{"a", "{b}[c|d]"}, {"b", "Y"}}, "{b}[c|d]"},
      {"{open", {}, "{open"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern);
    CHECK(filled(row.pattern, row.slots) == row.wanted);
  }
}

TEST_CASE("text is cut and wrapped by columns, not by bytes") {
  CHECK(shortened("\u4E2D\u6587\u4E2D\u6587", 5) == "\u4E2D\u6587\u2026");
  CHECK(shortened("one two three four", 12) == "one two\u2026");
  CHECK(padded("ab", 4) == "ab  ");
  CHECK(right_aligned("ab", 4) == "  ab");
  CHECK(wrapped("aa bb cc", 5) == std::vector<std::string>{"aa bb", "cc"});
  CHECK(wrapped("abcdefgh", 3) == std::vector<std::string>{"abc", "def", "gh"});
  CHECK(wrapped("", 3).size() == 1);
  CHECK(with_thousands(1234567) == "1,234,567");
  CHECK(with_thousands(123) == "123");
  CHECK(quotation(" a\n b. ") == "\"a b\"");
}

TEST_CASE("lists of names and of ids are short and in order") {
  CHECK(listed({"A", "B", "A", "C"}) == "A, B and C");
  CHECK(listed({}).empty());
  CHECK(id_list({"e3", "e1", "e2", "e9", "e7", "e6"}) == "e1-3 e6 e7 e9");
  CHECK(id_list({"x", "e99999999999"}) == "x e99999999999");
  CHECK(hundredths(.839) == ".84");
  CHECK(hundredths(.001) == "<.01");
  CHECK(hundredths(1.0) == "1.00");
  CHECK(percent(.999) == ">99");
}

TEST_CASE("every act has a pattern, and a sentence that waits for a rule nobody computes is refused") {
  const PageTexts& texts = test::page_texts_fixture();
  CHECK(texts.acts.size() == static_cast<std::size_t>(Act::comment) + 1);
  const auto pack_of = [](const std::string& lines_row, const std::string& acts_row) {
    std::vector<PackFile> files = pack_files(std::string(WHENCE_SOURCE) + "/data/pages").value();
    for (PackFile& file : files) {
      if (file.name == "lines.tsv") file.bytes += lines_row;
      if (file.name == "acts.tsv") file.bytes += acts_row;
    }
    return compile_pack(std::move(files)).value();
  };
  const auto read = [](const std::string& bytes) {
    const Pack pack = Pack::open(bytes, "t").value();
    return page_texts(pack.table("acts").value(), pack.table("lines").value(), pack.table("names").value());
  };
  CHECK(read(pack_of("", "")));
  CHECK_FALSE(read(pack_of("reading\tsafe\tno-such-rule\tx\n", "")));
  CHECK_FALSE(read(pack_of("nowhere\tsafe\talways\tx\n", "")));
  CHECK_FALSE(read(pack_of("reading\tsafe\talways\t{x\n", "")));
  CHECK_FALSE(read(pack_of("", "surmise\t{said}\t{said}\n")));
}
