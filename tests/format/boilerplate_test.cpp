#include "format/boilerplate.h"

#include <doctest/doctest.h>

#include "format/document.h"
#include "lexicon/data.h"

using namespace whence;

namespace {

Boilerplate shipped() {
  const auto data = Data::open_embedded();
  REQUIRE(data);
  const auto table = data->table("reading/boilerplate");
  REQUIRE(table);
  auto boilerplate = boilerplate_from(*table);
  REQUIRE_MESSAGE(boilerplate, (boilerplate ? "" : boilerplate.error().message));
  return std::move(boilerplate).value();
}

// What is left of a text once the marked runs are taken out.
std::string kept(const std::string& text) {
  const auto document = read_document(text, "a.txt", {}, shipped());
  REQUIRE(document);
  CHECK(document->text == text);
  std::string result;
  std::size_t at = 0;
  for (const Span& span : document->boilerplate) {
    result += text.substr(at, span.begin - at);
    at = span.end;
  }
  return result + text.substr(at);
}

const std::string sentence =
    "The foreign ministry of Xalia said on Monday that strangers had read the mail of its parliament for months.";

}  // namespace

TEST_CASE("comment forms, tails, cookie lines, credits and captions are marked, sentences never") {
  const std::pair<std::string, std::string> rows[] = {
      {sentence + "\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *",
       sentence + "\n\n"},
      {sentence + "\nRelated Stories\nPort strike ends\nMail read, says ministry", sentence + "\n"},
      {"Related\nMore news on ports\n\n" + sentence, "\nMore news on ports\n\n" + sentence},
      {"We use cookies to improve this site.\n" + sentence, "\n" + sentence},
      {"Photo: Harbour Post\n" + sentence + "\nReporting by A. Writer; editing by B. Reader", "\n" + sentence + "\n"},
      {sentence + "\nDon\xE2\x80\x99t miss\nAnother headline", sentence + "\n"},
      {sentence + "\nShare\nTweet\n\xC2\xA9 2026 Harbour Post. All rights reserved.", sentence + "\n\n\n"},
      {sentence, sentence},
      {"Shareholders of the port said nothing.", "Shareholders of the port said nothing."},
      {"The comments were dismissed by Xebros.", "The comments were dismissed by Xebros."},
      {"He asked readers to leave a reply.", "He asked readers to leave a reply."},
      {"Comments by the minister angered Xebros.", "Comments by the minister angered Xebros."},
  };
  for (const auto& [text, wanted] : rows) CHECK(kept(text) == wanted);
}

TEST_CASE("elements whose class or id the table marks are left out of a page") {
  const auto document = read_document(
      "<html><div class='x comments-area'>No</div><p>" + sentence + "</p><div id=related-posts><p>No</p></div>",
      "a.html", {}, shipped());
  REQUIRE(document);
  CHECK(document->text == sentence);
}

TEST_CASE("a table that is wrong is named with its row") {
  auto pack = compile_pack({{"b.tsv", "#fields\tmatch:text\treach:text\tphrase:text\nwhole\tfar\tshare\n"}});
  REQUIRE(pack);
  const auto open = Pack::open(*pack, "test");
  REQUIRE(open);
  const auto wrong = boilerplate_from(open->table("b").value());
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().message == "b: \"share\": reach is none of line, rest");
}
