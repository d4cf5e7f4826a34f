#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/text.h"
#include "format/document.h"
#include "reading/shipped.h"

using namespace whence;

namespace {

Reading read(const std::string& text) {
  static const Boilerplate boilerplate = boilerplate_from(shipped_data().table("reading/boilerplate").value()).value();
  return shipped_reader().read(read_document(text, "case.txt", Limits{}, boilerplate).value());
}

std::string codes(const std::vector<CountryRole>& roles) {
  std::vector<std::string> all;
  for (const CountryRole& role : roles) all.push_back(role.state);
  return join(all, ",");
}

struct Row {
  const char *text, *doers, *hit;  // codes, the surest first
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Reading reading = read(row.text);
    CHECK(codes(reading.doer_countries) == row.doers);
    CHECK(codes(reading.hit_countries) == row.hit);
  }
}

}  // namespace

TEST_CASE("The stated origin of people who do it is told, however the sentence puts it") {
  check({
      {"Chilean state-sponsored hackers targeted Peruvian ports.", "CL", "PE"},
      {"Hackers from Chile broke into a bank in Lima.", "CL", "PE"},
      {"The websites of two Kenyan ministries were defaced by a group of Ghanaian hackers.", "GH", "KE"},
      {"The group Quiet Harbour, believed to be linked to Norway, compromised a Danish shipyard.", "NO", "DK"},
      {"Norway-linked threat actor Quiet Harbour breached the Danish parliament.", "NO", "DK"},
      {"Hackers working for the Norwegian government stole designs from Danish shipyards.", "NO", "DK"},
      {"A gang based in Bolivia encrypted the servers of a Paraguayan hospital.", "BO", "PY"},
      {"Attacks from Bolivia took down the website of the Paraguayan senate.", "BO", "PY"},
      {"Kenyan Hackers Against Ghanaian Water Utility", "KE", "GH"},
      {"Kenya vs. Ghanaian ministries", "KE", "GH"},
      {"Icelandic and Irish hackers attacked Maltese websites.", "IS,IE", "MT"},
      {"swedish hackers attacked finnish websites.", "SE", "FI"},
      {"Two Chilean nationals were charged with hacking a Peruvian bank.", "CL", "PE"},
      {"PakGhosts defaced the website of a Maltese bank.", "PK", "MT"},
      {"Pak Cyber Ghosts defaced the website of a Maltese bank.", "PK", "MT"},
      {"Anonymous Brazil took down the website of a Maltese bank.", "BR", "MT"},
      {"A Chilean researcher leaked the database of a Peruvian party.", "CL", "PE"},
  });
}

TEST_CASE("Victims are placed by adjective, owner, preposition, list, city and table") {
  check({
      {"Unknown attackers breached Portugal's ministry of health.", "", "PT"},
      {"Unknown attackers hit banks in Portugal, Spain and Italy.", "", "PT,ES,IT"},
      {"Unknown attackers hit several targets, including ministries in Chile and Peru.", "", "CL,PE"},
      {"The Porto-based retailer was attacked by unknown hackers.", "", "PT"},
      {"Anonymous takes down several Maltese government websites.", "", "MT"},
      {"The phone of the Maltese prime minister was hacked.", "", "MT"},
      {"Hackers broke into the database of a Finnish neo-nazi group.", "", "FI"},
  });
}

TEST_CASE("Who is only spoken of, or speaks, neither did it nor was hit by it as doer") {
  check({
      {"Norway said that Danish hackers had attacked its ministries.", "DK", "NO"},
      {"Norway was accused by Denmark of breaching its parliament's mail.", "NO", "DK"},
      {"Unknown hackers defaced a Finnish website in protest against the visit of the Swedish king.", "", "FI"},
      {"There is no evidence linking the attack on a Finnish port to Sweden.", "", "FI,SE"},  // named, the least
      {"The Finnish IT security company reported attacks on Estonian banks.", "", "EE"},
  });
}

TEST_CASE("The origin of people is no accusation of their state") {
  const Reading reading = read("Chilean hackers breached a Peruvian bank.");
  REQUIRE(codes(reading.doer_countries) == "CL");
  CHECK(reading.doer_countries.front().how == "origin");
  REQUIRE(reading.claims.size() == 1);
  for (const Party& party : reading.claims.front().accused) CHECK_FALSE(party.state.has_value());
}
