#include <array>
#include <string>

#include <doctest/doctest.h>

#include "base/gzip.h"
#include "format/attack.h"
#include "format/galaxy.h"
#include "format/gzip.h"

using namespace whence;

namespace {

const std::string bundle = R"json({"type":"bundle","objects":[
 {"type":"intrusion-set","id":"intrusion-set--u1","name":"Red Fox","aliases":["Red Fox","FOX-1"],
  "modified":"2025-01-02T00:00:00.000Z","external_references":[
   {"source_name":"mitre-attack","external_id":"G0001"},
   {"source_name":"FOX-1","description":"(Citation: Report A)(Citation: Report B)"
},
   {"source_name":"Report A","description":"Roe. (2020, May 1). A.","url":"https://a.example/a"}]
},
 {"type":"intrusion-set","id":"intrusion-set--u2","name":"Old Fox","revoked":true,
  "external_references":[{"source_name":"mitre-attack","external_id":"G0002"}]},
 {"type":"attack-pattern","id":"attack-pattern--t1","name":"Thing","kill_chain_phases":[
   {"kill_chain_name":"mitre-attack","phase_name":"impact"}],
  "external_references":[{"source_name":"mitre-attack","external_id":"T0001"}]},
 {"type":"attack-pattern","id":"attack-pattern--t2","name":"Gone","x_mitre_deprecated":true,
  "external_references":[{"source_name":"mitre-attack","external_id":"T0002"}]},
 {"type":"malware","id":"malware--nameless","external_references":[]},
 {"type":"relationship","relationship_type":"uses","source_ref":"intrusion-set--u1","target_ref":"attack-pattern--t1",
  "external_references":[{"source_name":"Report A","description":"Roe. (2020, May 1). A.","url":"https://a.example/a"}]},
 {"type":"relationship","relationship_type":"uses","source_ref":"intrusion-set--u1","target_ref":"attack-pattern--t2"},
 {"type":"relationship","relationship_type":"revoked-by","source_ref":"intrusion-set--u2","target_ref":"intrusion-set--u1"}
]
})json";

}  // namespace

TEST_CASE("an ATT&CK bundle gives active objects, resolved relations and the citations of every name") {
  const auto catalogue = read_attack(bundle, "b.json", Limits{});
  REQUIRE(catalogue);
  REQUIRE(catalogue->objects.size() == 2);
  const AttackObject& group = catalogue->objects[0];
  CHECK(group.id == "G0001");
  CHECK(group.uuid == "u1");
  REQUIRE(group.names.size() == 2);
  CHECK(group.names[1].citations == std::vector<std::string>{"Report A", "Report B"});
  CHECK(catalogue->objects[1].tactics == std::vector<std::string>{"impact"});
  REQUIRE(catalogue->uses.size() == 1);
  CHECK(catalogue->uses[0].references.size() == 1);
  REQUIRE(catalogue->former.size() == 1);
  CHECK(catalogue->former[0].successor == "G0001");
  CHECK(catalogue->modified == "2025-01-02");
  CHECK(catalogue->oddities.size() == 1);  // the nameless malware
}

TEST_CASE("a galaxy gives names with their vendor, states in words and likelihoods") {
  const auto galaxy = read_galaxy(R"({"type":"threat-actor","version":3,"values":[
    {"uuid":"U-2","value":"Grey Owl","meta":{"synonyms":["OWL-1"," Owl ","OWL-1"],"country":"XA",
      "name-attribution":["OWL-1:p-1"],"origin:Owl":"Example Labs","cfr-suspected-victims":"Freedonia"},
     "related":[{"dest-uuid":"U-9","type":"similar",
       "tags":["estimative-language:likelihood-probability=\"likely\""]}]},
    {"value":"no identifier"}]})",
                                  "g.json", Limits{});
  REQUIRE(galaxy);
  CHECK(galaxy->version == 3);
  REQUIRE(galaxy->clusters.size() == 1);
  const GalaxyActor& actor = galaxy->clusters[0];
  REQUIRE(actor.names.size() == 3);
  CHECK(actor.names[1].producer == "p-1");
  CHECK(actor.names[2].text == "Owl");
  CHECK(actor.names[2].vendor == "Example Labs");
  CHECK(actor.victims == std::vector<std::string>{"Freedonia"});
  CHECK(actor.relations[0].likelihood == "likely");
  CHECK(galaxy->oddities.size() == 1);
}

TEST_CASE("what is not a catalogue is refused with a reason") {
  CHECK(read_attack("[]", "x", Limits{}).error().message ==
        "x: not a STIX bundle; fetch enterprise-attack-VERSION.json");
  CHECK(read_attack(R"({"type":"bundle"})", "x", Limits{}).error().code == Code::malformed);
  CHECK(read_galaxy(R"({"type":"tool"})", "x", Limits{}).error().code == Code::unsupported);
  CHECK(read_galaxy("{", "x", Limits{}).error().code == Code::malformed);
}

TEST_CASE("a gzip file is unpacked whole, within its limit, and a damaged one is refused") {
  const std::string text(100000, 'a');
  const std::string packed = gzip(text);
  CHECK(is_gzip(packed));
  CHECK(gunzip(packed, "p", Limits{}).value() == text);
  CHECK(gunzip(packed + packed, "p", Limits{}).value() == text + text);
  CHECK(gunzip(packed, "p", Limits{.bytes = 1000}).error().code == Code::limit);
  for (std::size_t size = 0; size < packed.size(); ++size) CHECK_FALSE(gunzip(packed.substr(0, size), "p", Limits{}));
  CHECK_FALSE(gunzip(packed + "rest", "p", Limits{}));
}
