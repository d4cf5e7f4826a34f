#include "engine/said_in_reading.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "engine/case_of_reading.h"
#include "engine/read.h"

using namespace whence;

namespace {

const ReadingDesk& desk() {
  static const ReadingDesk open = ReadingDesk::open(Data::open_embedded().value()).value();
  return open;
}

const CaseWords& words() {
  static const CaseWords loaded = CaseWords::load(Data::open_embedded().value()).value();
  return loaded;
}

Case case_of(const std::string& text) {
  return case_of_reading(desk().read(text, "office.txt", {}, {}).value(), words()).value();
}

const Statement* statement_with(const Case& incident, const std::string& words) {
  const auto found = std::find_if(incident.statements.begin(), incident.statements.end(),
                                  [&](const Statement& one) { return one.text.find(words) != std::string::npos; });
  return found == incident.statements.end() ? nullptr : &*found;
}

const std::string told =
    "The intruders used China Chopper against the Chilean electoral commission.\n\n"
    "Chile's foreign minister accused Peru of hacking the electoral commission. "
    "Peru's foreign ministry denied that it had hacked the electoral commission.\n";

}  // namespace

TEST_CASE(
    "a document's accusations and answers become statements of their speakers, the answer tied to what it answers") {
  const Case incident = case_of(told);
  const Statement* accusation = statement_with(incident, "accused Peru");
  REQUIRE(accusation != nullptr);
  CHECK(accusation->names == "PE");
  CHECK_FALSE(accusation->answer);
  CHECK(accusation->speaker.find("minister") != std::string::npos);
  const Statement* answer = statement_with(incident, "denied that");
  REQUIRE(answer != nullptr);
  CHECK(answer->answer);
  CHECK(answer->answers == accusation->id.text);
}

TEST_CASE("what a document says of actors is no evidence") {
  for (const Evidence& item : case_of(told + "\nAnalysts blamed APT40 for the intrusion.\n").evidence) {
    CHECK(item.value.find("APT40") == std::string::npos);
    CHECK(item.value.find("G0065") == std::string::npos);
  }
}

TEST_CASE("a sentence that names an actor is shown even where it claims nothing") {
  const Case incident = case_of("The intruders used China Chopper.\n\nAPT40 uses the same tool.\n");
  CHECK(statement_with(incident, "APT40 uses") != nullptr);
}

TEST_CASE("a denial of something else answers no accusation of the text") {
  const Case incident = case_of(
      "The intruders used China Chopper.\n\nChile accused Peru of hacking the electoral commission in May.\n\n"
      "Separately, Norway denied that it had hacked a Finnish shipyard in 2019.\n");
  const Statement* denial = statement_with(incident, "Norway denied");
  REQUIRE(denial != nullptr);
  CHECK(denial->answers.empty());
}

TEST_CASE("a case holds forty statements at most") {
  std::string text = "The intruders used China Chopper.\n\n";
  for (int i = 0; i < 60; ++i)
    text += "Chile accused Peru of hacking ministry number " + std::to_string(i) + " of its government.\n\n";
  CHECK(case_of(text).statements.size() == 40);
}

TEST_CASE("states stand in an exercise by their order, elsewhere by their code, and never by a name") {
  StandIns invented(true), real(false);
  CHECK(invented.in("XB") == "S1");
  CHECK(invented.in("XA") == "S2");
  CHECK(invented.in("XB") == "S1");
  CHECK(real.in("PE") == "PE");
  CHECK(real.in("a bloc").empty());
}

TEST_CASE("what the document tells of the background is no statement of this incident, and the negative half is one") {
  const Case incident = case_of(
      "The intruders used China Chopper in May 2026.\n\n"
      "In an unrelated case in 2022, Sandworm used CaddyWiper against a power company. "
      "We do not claim that the two incidents are linked. Lazarus Group has used a similar entry in the past.\n\n"
      "We assess that the operators are the cluster we track as UNC9911. "
      "We do not have sufficient evidence to link UNC9911 to any government.\n"
      "Chile did not blame Peru for the intrusion into its port.\n");
  for (const char* absent : {"unrelated case", "Lazarus"})
    CHECK_MESSAGE(statement_with(incident, absent) == nullptr, std::string(absent));
  for (const char* there :
       {"We do not claim that", "are the cluster", "We do not have sufficient evidence to link UNC9911"})
    CHECK_MESSAGE(statement_with(incident, there) != nullptr, std::string(there));
  for (const Statement& one : incident.statements) CHECK_MESSAGE(one.names.empty(), one.text);
}

TEST_CASE("hours, languages and dates that no reader takes are listed, and ordinary words are not") {
  struct Row {
    const char *text, *kind;  // kind: null: nothing
  };
  const Row rows[] = {
      {"The intruder worked between 05:00 and 14:00 UTC on weekdays.", "working hours"},
      {"Strings in the loader were Russian.", "language"},
      {"Between 4 May and 19 August 2026 an intruder moved through the network.", "dates of the window"},
      {"The intruder may have come from the mail server.", nullptr},
      {"Data was stolen between the two servers.", nullptr},
      {"In 2022, Sandworm used a loader whose strings were Russian.", nullptr},  // of another incident
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.text));
    const Reading reading =
        desk()
            .read("The report was published in May 2026.\n\n" + std::string(row.text) + "\n", "a.txt", {}, {})
            .value();
    const std::vector<Oddity> found = words().not_taken(reading);
    REQUIRE(found.size() == (row.kind == nullptr ? 0 : 1));
    if (row.kind == nullptr) continue;
    CHECK(found[0].what.starts_with(std::string(row.kind) + ": \"" + row.text));
    CHECK(found[0].where == "s2");
  }
}
