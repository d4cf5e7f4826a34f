// A natural person is never somebody who may have done it, whatever a document says of them.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/read.h"
#include "engine/weigh_case.h"
#include "format/json_reading.h"
#include "format/json_weigh.h"

using namespace whence;

namespace {

struct Named {
  const char* name;  // the person's family name
  const char* text;
};

// Charged, sanctioned, arrested, quoted, suspected, boasting; of a group, of a state, of neither.
const Named documents[] = {
    {"Dorvik", "Xemora charged Ilan Dorvik with hacking the mail server of its parliament (T1566.001)."},
    {"Tassel",
     "Xalia imposed sanctions on Mara Tassel, a member of a group called XAPT-7, over the hacking of a port."},
    {"Quern", "Police in Xindra arrested Lew Quern on suspicion of writing the malware BADFLICK."},
    {"Oldan",
     "Interior Minister Mara Oldan of Xalia accused Xebros of hacking the parliament. China Chopper was found."},
    {"Hollis", "Bram Hollis, who calls himself the leader of XAPT-7, said that he had hacked the bank (T1190)."},
    {"Arden", "Xindar said that Lew Arden had broken into the network of its railway with the tool Mimikatz."},
    {"Ulven", "Prosecutors say that Dag Ulven, a Xebrosian citizen, sent spearphishing attachments (T1566.001)."},
    {"Roe", "Ansel Roe was acquitted of hacking the Electoral Commission of Xorland (T1078)."},
    {"Lund", "The charges against Petra Lund, an officer of the Bureau of State Protection of Xebros, were withdrawn."},
    {"Okell", "According to Xorland, Jude Okell of Leviathan used BADFLICK against the shipyard."},
    {"Tennent", "Orla Tennent hacked the ministry of Xufinia, the ministry said. The attackers used T1059.001."},
    {"Vesper", "A court in Xorvik convicted Ada Vesper of breaking into a hospital's network with ransomware."},
    {"Kjell", "Hackers led by Rolf Kjell breached the power company, Xalia said (T1021.001)."},
    {"Marlow", "Ina Marlow, alias Grey Finch, was named by Xebros as the author of the web shell China Chopper."},
    {"Brandt",
     "Xebros said that Otto Brandt of Xalia's Signals Directorate had attacked Lenn Polytechnic (T1505.003)."},
    {"Sorrel",
     "APT28, whose members include Nils Sorrel, compromised the mail of the parliament, Xemora said (T1110)."},
    {"Pike", "The company Halden Research identified Tom Pike as the operator of the server 203.0.113.7 (T1071.001)."},
    {"Dace", "Xufinia put Emil Dace on its list of wanted persons over the attack on its central bank (T1041)."},
    {"Lorne", "An indictment names Vera Lorne, Hal Strand and XAPT-7 as those behind the campaign (T1003)."},
    {"Wick", "Yuri Wick boasted on a channel that he and APT40 had stolen the files (T1114). Nobody confirmed it."},
};

bool stands_in(const std::string& text, const char* name) { return text.find(name) != std::string::npos; }

}  // namespace

TEST_CASE("in twenty documents that name persons, no person is a hypothesis, a group or an actor") {
  const Data data = Data::open_embedded().value();
  const ReadingDesk desk = ReadingDesk::open(data).value();
  REQUIRE(std::size(documents) >= 20);
  std::size_t told = 0;
  for (const Named& one : documents) {
    INFO(std::string(one.text));
    const std::string text = "EXERCISE: an invented incident.\n\n" + std::string(one.text) + "\n";
    const Reading reading = desk.read(text, "named.txt", {}, Limits{}).value();
    for (const NameMention& actor : reading.actors) CHECK_FALSE(stands_in(actor.text, one.name));
    for (const Claim& claim : reading.claims) {
      for (const Party& group : claim.group) CHECK_FALSE(stands_in(group.text, one.name));
      for (const Party& sponsor : claim.sponsor) CHECK_FALSE(sponsor.kind == PartyKind::person);
      for (const Party& accused : claim.accused) {
        if (!stands_in(accused.text, one.name)) continue;
        CHECK(accused.kind == PartyKind::person);
        ++told;
      }
    }
    const auto incident = case_from(data, text, "named.txt", Limits{});
    if (!incident) continue;  // nothing in it that can be weighed
    const auto answer = weigh_case(data, *incident, "default", {});
    if (!answer) continue;
    CHECK_FALSE(stands_in(answer->headline.name, one.name));
    for (const Posterior& level : answer->levels) {
      for (const Share& share : level.shares) {
        CHECK_FALSE(stands_in(share.hypothesis.name, one.name));
        CHECK_FALSE(stands_in(share.hypothesis.actor.value_or(""), one.name));
      }
    }
    CHECK_FALSE(stands_in(to_text(json_weigh(*answer)["levels"], 0), one.name));
  }
  CHECK(told > 0);  // as charged, or accused by somebody, a person does appear
}
