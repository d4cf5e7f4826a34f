#include <string>

#include <doctest/doctest.h>

#include "format/document.h"
#include "reading/shipped.h"

using namespace whence;

namespace {

Document headed(const std::string& text) {
  Document document = read_document(text, "text.txt", Limits{}, {}).value();
  shipped_reader().read_heading(document);
  return document;
}

const std::string body =
    "The intruders broke into the network of a mill and stole the accounts of its customers over several weeks in "
    "spring, the company said, and the police of the town looked for those who were behind the hack.\n";

// Who says the claim of `act`, as "XA" or by name; "" where there is no such claim.
std::string speaker_of(const std::string& text, Act act, const std::string& source = "") {
  Document document = read_document(text, "text.txt", Limits{}, {}).value();
  if (!source.empty()) document.source = source;
  const Reading reading = shipped_reader().read(std::move(document));
  for (const Claim& claim : reading.claims) {
    if (claim.act != act || claim.source.empty()) continue;
    const Party& who = claim.source.front();
    return who.state ? *who.state : who.name.value_or(who.text);
  }
  return "";
}

}  // namespace

TEST_CASE("headings: outlet, author and day are read where the first lines state them, and not made up") {
  struct Row {
    std::string heading, source, published;
  };
  const Row rows[] = {
      {"BERLIN, 14 September 2026 (Reuters) - ", "Reuters", "2026-09-14"},
      {"LIMA, March 3, 2025 (Coast News) - ", "Coast News", "2025-03-03"},
      {"OSLO, Sept 14 (Reuters) - ", "Reuters", ""},
      {"NEW DELHI (Press Trust) \xE2\x80\x94 ", "Press Trust", ""},
      {"Mill hacked\n\nBy Mara Lindqvist, Northern Courier, 14 September 2026\n\n", "Northern Courier", "2026-09-14"},
      {"Mill hacked\n\nBy Mara Lindqvist\n\n", "Mara Lindqvist", ""},
      {"Mill hacked\n\nBy Mara Lindqvist | Northern Courier | September 14, 2026\n\n", "Northern Courier",
       "2026-09-14"},
      {"Mill hacked\n\nZentral Daily, 15 September 2026\n\n", "Zentral Daily", "2026-09-15"},
      {"Mill hacked\n\n15 September 2026\n\n", "", "2026-09-15"},
      {"Mill hacked\n\nPublished: 2026-09-15\n\n", "", "2026-09-15"},
      {"Mill hacked\n\nPublished 15 September 2026\n\n", "", "2026-09-15"},
      {"Mill hacked\n\nBackground, 2026\n\n", "", "2026"},
      {"Mill hacked\n\nBy contrast, the bank was safe\n\n", "", ""},
      {"Hacked by Monday, 14 September 2026\n\n", "", ""},
      {"Mill hacked (again)\n\n", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.heading);
    const Document document = headed(row.heading + body);
    CHECK(document.source.value_or("") == row.source);
    CHECK((document.published ? to_string(*document.published) : "") == row.published);
  }
}

TEST_CASE("headings: what the user states stands above the heading") {
  Document document =
      read_document("By Mara Lindqvist, Northern Courier, 14 September 2026\n\n" + body, "a.txt", {}, {}).value();
  document.source = "Harbour Post";
  shipped_reader().read_heading(document);
  CHECK(document.source == "Harbour Post");
  CHECK(document.published.has_value());
}

TEST_CASE("statements: who issues one says \"we\" in it and what it puts in nobody's mouth") {
  struct Row {
    std::string heading, sentence;
    Act act;
    std::string source;
  };
  const Row rows[] = {
      {"Government of Peru\nStatement by the Ministry of the Interior on the hack of the mill\n",
       "We assess that Chile hacked the mill.", Act::accuse, "PE"},
      {"Government of Chile\nStatement by the Ministry of the Interior on the hack of the mill\n",
       "We assess that Peru hacked the mill.", Act::accuse, "CL"},
      {"Ministry of Foreign Affairs of Kenya\nComment by the official spokesman\n",
       "The special services of Uganda have for years carried out cyber attacks against our ministries.", Act::accuse,
       "KE"},
      {"Ministry of Foreign Affairs of Uganda\nComment by the official spokesman\n",
       "The special services of Kenya have for years carried out cyber attacks against our ministries.", Act::accuse,
       "UG"},
      {"Statement by the Danish foreign ministry\n", "We categorically reject any involvement in the hack of the mill.",
       Act::deny, "DK"},
      {"Press release\nEmbassy of Oman\n", "Reports of a hack of the mill by our forces are false.", Act::dismiss,
       "OM"},
      {"Embassy of Qatar\nPress release\n", "Reports of a hack of the mill by our forces are false.", Act::dismiss,
       "QA"},
      {"Government of Quora\nStatement on the hack of the mill\n", "We assess that Chile hacked the mill.", Act::accuse,
       "Quora (government)"},
      {"Russian military intelligence\n", "Chile hacked the mill.", Act::accuse, "narrator"},
      {"Statement by Peru rejected in Chile\n", "Chile hacked the mill.", Act::accuse, "narrator"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.heading);
    CHECK(speaker_of(row.heading + "\n" + row.sentence + " The network of the mill was down.\n", row.act) ==
          row.source);
  }
}

TEST_CASE("statements: the source that a user states is who says \"we\"; a group that the text speaks of never is") {
  const std::string text = "The group Grey Heron was invented. We accuse Chile of hacking the mill.\n";
  CHECK(speaker_of(text, Act::accuse, "Ministry of Foreign Affairs of Peru") == "PE");
  CHECK(speaker_of(text, Act::accuse, "Peru") == "PE");
  CHECK(speaker_of(text, Act::accuse, "Harbour Post") == "We");
  CHECK(speaker_of(text, Act::accuse) == "We");
}
