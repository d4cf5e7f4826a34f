#include <string>

#include <doctest/doctest.h>

#include "format/document.h"
#include "reading/shipped.h"

using namespace whence;

namespace {

Reading read(const std::string& text) {
  return shipped_reader().read(read_document(text, "report.txt", Limits{}, {}).value());
}

// What the sentence that holds `words` tells of.
Passage passage_of(const Reading& reading, const std::string& words) {
  for (const Sentence& sentence : reading.sentences) {
    if (text_of(reading.document.text, sentence.span).find(words) != std::string_view::npos) return sentence.passage;
  }
  FAIL("no sentence holds " << words);
  return Passage::incident;
}

}  // namespace

TEST_CASE("passages: this incident, background and other actors are told apart") {
  struct Row {
    std::string text, words;
    Passage wanted;
  };
  const Row rows[] = {
      {"The intruders dumped credentials with Mimikatz in March 2026.", "Mimikatz", Passage::incident},
      {"The intruders used PlugX.\n\nBackground\n\nThe tool Cobalt Strike is sold openly.", "Cobalt",
       Passage::background},
      {"The intruders used PlugX.\n\nBackground\n\nIt is old.\n\nIndicators\n\nThey left Mimikatz.", "Mimikatz",
       Passage::incident},
      {"The intruders used PlugX.\n\nSimilar attacks\n\nA port was hit with NotPetya.", "NotPetya",
       Passage::other_actors},
      {"The mail was opened in May 2026. In 2021 APT41 used Cobalt Strike against ports.", "Cobalt",
       Passage::background},
      {"The mail was opened in May. Lazarus Group has long used AppleJeus to steal coins.", "AppleJeus",
       Passage::background},
      {"The mail was opened in May. APT28 entered a bank with Mimikatz that week.", "Mimikatz", Passage::other_actors},
      {"Kvarn Security attributed the breach of the port to APT28. APT28 used Mimikatz on a server.", "on a server",
       Passage::incident},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(passage_of(read(row.text), row.words) == row.wanted);
  }
}
