#include "reading/sentences/tokens.h"

#include <doctest/doctest.h>

using namespace whence;

namespace {

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result;
  for (const Token& token : tokens_of(text, {0, static_cast<std::uint32_t>(text.size())}))
    result.push_back(token.lower);
  return result;
}

}  // namespace

TEST_CASE("characters that do not show part no word and make none") {
  const std::vector<std::string> plain = {"xalia", "accused", "xebros", "."};
  CHECK(words("Xalia accused Xebros.") == plain);
  for (const char* text : {"Xalia\u202E accused\x07 Xebros.", "\uFEFFXalia \u2066accused\u2069 Xebros\u200F.",
                           "Xa\u00ADlia accused Xeb\u200Bros.", "Xalia\u2028accused Xebros\x1B.\u202C",
                           "Xalia\x01"
                           "accused\x0C"
                           "Xebros."}) {
    INFO(text);
    CHECK(words(text) == plain);
  }
}

TEST_CASE("a token's span ends where its letters end") {
  const std::string text = "Xalia\u202E accused";
  const auto tokens = tokens_of(text, {0, static_cast<std::uint32_t>(text.size())});
  REQUIRE(tokens.size() == 2);
  CHECK(text_of(text, tokens[0].span) == "Xalia");
  CHECK(tokens[1].spaced);
}

TEST_CASE("a sentence ends at its full stop whatever is hidden behind it") {
  Document document;
  document.text = "Xalia denied it.\u202E Xebros did not.";
  CHECK(sentences_of(document, {}).size() == 2);
}
