#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "format/document.h"
#include "reading/shipped.h"

using namespace whence;

TEST_CASE("a matter is titled by whose it is, where the text names the state") {
  struct Row {
    const char* text;
    const char* title;
  };
  const std::vector<Row> rows = {
      {"Peru said that Chile had hacked its Sable Hospital.", "Peru's Sable Hospital"},
      {"Chile said that Peru had hacked its Sable Hospital.", "Chile's Sable Hospital"},
      {"Peru said that Chile had hacked the country\xE2\x80\x99s Sable Hospital.", "Peru's Sable Hospital"},
      {"Chile hacked the Sable Hospital, Peru said.", "the Sable Hospital"},
      {"Peru said that Chile had hacked the Peruvian Sable Hospital.", "the Peruvian Sable Hospital"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Reading reading = shipped_reader().read(read_document(row.text, "report.txt", Limits{}, {}).value());
    REQUIRE(reading.matters.size() == 1);
    CHECK(reading.matters.front().summary == row.title);
  }
}
