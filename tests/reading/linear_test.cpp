// What a document costs grows with its length and no faster, whatever it repeats or counts up.
#include <algorithm>
#include <string>
#include <vector>

#include <ctime>
#include <doctest/doctest.h>

#include "format/document.h"
#include "format/reading_view.h"
#include "reading/shipped.h"
#include "relations/relations.h"

using namespace whence;

namespace {

// Each # is the number of the turn.
std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) {
    for (const char each : text) {
      if (each == '#') result += std::to_string(1000 + i);
      if (each != '#') result += each;
    }
  }
  return result;
}

// Processor time, which other programs do not lengthen; the least of a few runs, in ticks.
std::clock_t cost(const Document& document) {
  std::clock_t least = 0;
  for (int run = 0; run < 3; ++run) {
    const std::clock_t begin = std::clock();
    Reading reading = shipped_reader().read(document);
    relate_claims(reading);
    static_cast<void>(accusations_of(reading, PageTexts{}));
    const std::clock_t taken = std::clock() - begin;
    CHECK(!reading.sentences.empty());
    least = run == 0 ? taken : std::min(least, taken);
  }
  return least;
}

Document document_of(const std::string& text, bool marked) {
  Document document = read_document(text, "report.txt", Limits{}, {}).value();
  document.boilerplate.clear();
  for (std::uint32_t at = 0; marked && at + 4 < document.text.size(); at += 97)
    document.boilerplate.push_back({at, at + 1});
  return document;
}

}  // namespace

TEST_CASE("four times the text costs no more than seven times the time") {
  struct Row {
    const char* text;
    bool marked;  // every second sentence or so is boilerplate
  };
  const std::vector<Row> rows = {
      {"Peru accused Chile of hacking its parliament. ", false},
      {"Chile denied that it had hacked Peru. ", false},
      {"Peru accused Chile of hacking its mint. Chile denied it. Peru imposed sanctions on Chile over the hack. ",
       false},
      {"Peru said APT28 hacked the mint of Lima. APT28 is run by the GRU, Chile said. ", false},
      {"The intruders sent phishing mail with a malicious attachment (T1566.001) to the bank. ", false},
      {"Peru said UNC# breached a port. Peru and Chile blamed UNC# for attacks on ports. Chile denied it. ", false},
      {"The harbour of the town was rebuilt last year. Peru accused Chile of hacking its parliament. ", true},
  };
  constexpr std::size_t few = 400;
  shipped_reader();
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::clock_t once = cost(document_of(repeated(row.text, few), row.marked));
    const std::clock_t fourfold = cost(document_of(repeated(row.text, 4 * few), row.marked));
    CHECK(static_cast<double>(fourfold) <= 7.0 * static_cast<double>(std::max<std::clock_t>(once, 1)));
  }
}
