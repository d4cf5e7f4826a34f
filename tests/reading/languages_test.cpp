#include "reading/languages.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/file.h"
#include "base/table.h"
#include "base/text.h"
#include "reading/shipped.h"

using namespace whence;

namespace {

const Languages& languages() {
  static const Languages loaded = Languages::load(shipped_data()).value();
  return loaded;
}

struct Row {
  std::string language, sentence;
};

std::vector<Row> rows() {
  const auto text = read_file(std::string(WHENCE_TESTS) + "/reading/languages.tsv", Limits{});
  REQUIRE(text);
  std::vector<Row> rows;
  for (const std::string_view line : lines(*text)) {
    const auto cells = split(line, '\t');
    if (line.starts_with("#") || cells.size() < 2) continue;
    rows.push_back({std::string(cells[0]), std::string(cells[1])});
  }
  return rows;
}

Reading read(const std::string& text) {
  Document document;
  document.name = "text";
  document.text = text;
  return shipped_reader().read(std::move(document));
}

}  // namespace

TEST_CASE("single sentences are told apart by language") {
  std::size_t right = 0, english_wrong = 0, foreign_as_read = 0;
  const std::vector<Row> all = rows();
  for (const Row& row : all) {
    const std::string_view told = languages().of(row.sentence);
    if (told == row.language) {
      ++right;
      continue;
    }
    MESSAGE(fmt::format("'{}' told for '{}': {}", told, row.language, row.sentence));
    const bool read = told == "en" || told == "zh" || told == "ru";
    if (row.language == "en") ++english_wrong;
    if (!row.language.empty() && row.language != "en" && read) ++foreign_as_read;
  }
  fmt::print("languages: {} of {} sentences right, {} English missed, {} others taken for one that is read\n", right,
             all.size(), english_wrong, foreign_as_read);
  CHECK(static_cast<double>(right) >= 0.95 * static_cast<double>(all.size()));
  CHECK(english_wrong == 0);
  CHECK(foreign_as_read == 0);
}

TEST_CASE("a text in another language gives names and indicators, no claims, and says that it is not read") {
  const Reading reading = read(
      "Das Ministerium macht die Gruppe APT31 für den Angriff auf seine Server verantwortlich. Die Adresse "
      "203[.]0[.]113[.]7 wurde dabei benutzt.");
  CHECK(reading.language == "de");
  CHECK(reading.understood == Understood::no);
  CHECK(reading.claims.empty());
  CHECK(!reading.actors.empty());
  CHECK(!reading.indicators.empty());
  CHECK(!reading.oddities.empty());
}

TEST_CASE("a sentence in another language within an English text is counted and not read") {
  const Reading reading = read(
      "Germany accused China of breaking into the servers of its mapping agency. \"Wir haben den Angriff auf das Amt "
      "einer staatlichen Gruppe zugeschrieben, und das ist nicht hinnehmbar.\" China denied any involvement in the "
      "cyber attack.");
  CHECK(reading.language == "en");
  CHECK(reading.understood == Understood::fully);
  CHECK(reading.claims.size() == 2);
  REQUIRE(!reading.oddities.empty());
  CHECK(reading.oddities.front().what.find("'de'") != std::string::npos);
}

TEST_CASE("a list of names and figures is of no language and is read as English is") {
  const Reading reading = read("APT28, APT29, APT31\n203.0.113.7\n198.51.100.4\n");
  CHECK(reading.understood == Understood::fully);
}
