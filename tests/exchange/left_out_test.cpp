// What people said of claims and items goes with them into every form.
#include <algorithm>
#include <map>

#include <doctest/doctest.h>

#include "base/text.h"
#include "engine/exchange.h"
#include "engine/exchange_record.h"
#include "engine/read.h"
#include "engine/weigh_case.h"
#include "format/json_weigh.h"

using namespace whence;

namespace {

const Data& data() {
  static const Data embedded = Data::open_embedded().value();
  return embedded;
}

// Nothing yet, but with the names of the catalogues.
Exchange nothing() {
  static const Exchange empty = [] {
    ExportRequest request;
    request.named = {std::string(WHENCE_SOURCE) + "/examples/river-works.html"};
    const auto gathered = gather(data(), nullptr, request, {});
    REQUIRE(gathered);
    Exchange exchange = *gathered;
    exchange.documents.clear();
    return exchange;
  }();
  return empty;
}

std::string written(const Exchange& exchange, const std::string& to) {
  ExportRequest request;
  request.to = to;
  const auto exported = export_as(exchange, request, data());
  REQUIRE(exported);
  return exported->bytes;
}

// The claims of a text with verdicts on them, as they leave.
SharedDocument judged(const std::string& text, const std::vector<std::vector<std::string>>& verdicts) {
  const auto desk = ReadingDesk::open(data());
  REQUIRE(desk);
  const auto reading = desk->read(text, "judged.txt", {}, {});
  REQUIRE(reading);
  KeptDocument kept{*reading, "whence", {}, {}};
  REQUIRE(kept.reading.claims.size() >= verdicts.size());
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const Claim& claim = kept.reading.claims[i];
    for (const std::string& said : verdicts[i]) {
      const auto equals = said.find('=');
      Verdict one{claim.id.text, claim.act, claim.cue, Judgement::amend, "", "", "a hoax", "A. Analyst", "2026-11-02"};
      if (equals == std::string::npos) {
        one.judgement = judgement_named(said).value();
      } else {
        one.field = said.substr(0, equals);
        one.value = said.substr(equals + 1);
      }
      kept.verdicts.push_back(one);
    }
  }
  return shared_document(kept);
}

Exchange of(SharedDocument shared) {
  Exchange exchange = nothing();
  exchange.documents = {std::move(shared)};
  return exchange;
}

// "campaign attributed-to threat-actor Iran by Albania", one a line, sorted.
std::vector<std::string> attributions(const std::string& bundle) {
  const auto json = parse_json(bundle, "t", {});
  REQUIRE(json);
  std::map<std::string, std::string> named;
  for (const Json& object : (*json)["objects"].items())
    named[std::string(object["id"].text())] =
        std::string(object["type"].text()) + " " + std::string(object["name"].text());
  std::vector<std::string> found;
  for (const Json& object : (*json)["objects"].items()) {
    if (object["relationship_type"].text() != "attributed-to") continue;
    const std::string from = named[std::string(object["source_ref"].text())];
    found.push_back((from.starts_with("campaign") ? "campaign" : from) + " > " +
                    named[std::string(object["target_ref"].text())] + " by " +
                    named[std::string(object["created_by_ref"].text())]);
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool names_attribution(const std::string& event) { return event.find("\"attributed-to\"") != std::string::npos; }

}  // namespace

TEST_CASE("an accusation leaves as people left it: rejected not at all, amended as amended, denied as a note") {
  struct Row {
    const char* what;
    std::vector<std::string> said;
    std::vector<std::string> attributed;
    bool misp, table;
    std::size_t left_out;
  };
  const std::vector<std::string> as_read = {"campaign > threat-actor Iran by identity Albania",
                                            "threat-actor Iran > identity Iran by identity Albania"};
  const Row rows[] = {
      {"nobody has looked", {}, as_read, true, true, 0},
      {"accepted", {"accept"}, as_read, true, true, 0},
      {"rejected", {"reject"}, {}, false, false, 1},
      {"rejected, then withdrawn", {"reject", "withdraw"}, as_read, true, true, 0},
      {"amended: another speaker",
       {"source=KE"},
       {"campaign > threat-actor Iran by identity Kenya", "threat-actor Iran > identity Iran by identity Kenya"},
       true,
       true,
       0},
      {"amended: denied", {"denied=yes"}, {}, false, true, 0},
      {"amended: no accusation", {"act=comment"}, {}, false, true, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const Exchange exchange = of(judged("Albania accused Iran of hacking its parliament.", {row.said}));
    const std::string stix = written(exchange, "stix"), table = written(exchange, "csv");
    CHECK(attributions(stix) == row.attributed);
    CHECK(names_attribution(written(exchange, "misp")) == row.misp);
    CHECK((table.find(",claim,") != std::string::npos) == row.table);
    CHECK(left_out(exchange).size() == row.left_out);
    const bool judged_at_all = !row.said.empty() && row.said.back() != "withdraw";
    CHECK((stix.find("A. Analyst, 2026-11-02") != std::string::npos) == judged_at_all);
    // The claim as it was read travels all the same.
    CHECK(stix.find("\"act\":\"accuse\"") != std::string::npos);
    CHECK((stix.find("\"revoked\":true") != std::string::npos) == (row.left_out == 1));
  }
}

TEST_CASE("only a cyber operation is attributed, to a body or a group, and states go by their names") {
  struct Row {
    const char *text, *wanted;
  };
  const Row rows[] = {
      {"Chile accused Peru of using the attack to distract from its own failure.", ""},
      {"ESET linked TeleBots to Industroyer.", "intrusion-set Sandworm Team"},
      {"Xalia accused Xebros of hacking its grid operator.", "threat-actor Xebros"},
      {"Xalia's interior minister accused Xebros of hacking its grid operator.", "threat-actor Xebros"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.text));
    const Exchange exchange = of(judged(row.text, {}));
    const std::string stix = written(exchange, "stix");
    std::string all = join(attributions(stix), "\n");
    CAPTURE(all);
    CHECK(all.empty() == std::string(row.wanted).empty());
    CHECK(all.find(row.wanted) != std::string::npos);
    CHECK(names_attribution(written(exchange, "misp")) == !all.empty());
    for (const char* leak : {"\"XA\"", "XA (", "malware Industroyer by"}) CHECK(all.find(leak) == std::string::npos);
    CHECK(stix.find("\"name\":\"XA") == std::string::npos);
    for (const Claim& claim : exchange.documents.front().reading.claims) {
      for (const Party& party : claim.sponsor) CHECK(party.name != "Industroyer");
    }
  }
}

TEST_CASE("what a person rejected and what is of other incidents leaves as no fact of this one") {
  const std::string yaml = R"(case: c
exercise: true
prepared_by: A. Analyst
victim: {country: XA}
evidence:
  - technique: T1190
  - technique: T1027
  - software: S0020
    passage: background
  - software: S0604
  - indicator: 203.0.113.7
log:
  - {at: "2026-11-02T09:00:00Z", by: "A. Analyst", did: reject, item: "e2"}
  - {at: "2026-11-02T09:00:00Z", by: "A. Analyst", did: background, item: "e4"}
  - {at: "2026-11-02T09:00:00Z", by: "A. Analyst", did: reject, item: "e5"}
)";
  const auto incident = case_from(data(), yaml, "c.yaml", {});
  REQUIRE(incident);
  auto answer = weigh_case(data(), *incident, "default", {});
  REQUIRE(answer);
  Exchange exchange = nothing();
  exchange.cases = {{*answer, yaml}};
  const auto bundle = parse_json(written(exchange, "stix"), "t", {});
  REQUIRE(bundle);
  std::size_t uses = 0;
  for (const Json& object : (*bundle)["objects"].items()) {
    uses += object["relationship_type"].text() == "uses" ? 1U : 0U;
    CHECK(object["type"].text() != "malware");
    CHECK(object["type"].text() != "indicator");
  }
  CHECK(uses == 1);
  const auto event = parse_json(written(exchange, "misp"), "t", {});
  REQUIRE(event);
  std::size_t items = 0;
  for (const Json& object : (*event)["Event"]["Object"].items())
    items += object["name"].text() == "whence-evidence" ? 1U : 0U;
  CHECK(items == 1);
  CHECK((*event)["Event"]["Attribute"].items().empty());
  const std::string table = written(exchange, "csv");
  CHECK(table.find(",evidence,e1,") != std::string::npos);
  for (const char* gone : {",evidence,e2,", ",evidence,e3,", ",evidence,e4,", ",evidence,e5,"})
    CHECK_MESSAGE(table.find(gone) == std::string::npos, gone);
  const std::string layer = written(exchange, "navigator");
  CHECK(layer.find("T1190") != std::string::npos);
  CHECK(layer.find("T1027") == std::string::npos);
  CHECK(join(left_out(exchange), "; ") == "2 items that a person rejected; 2 items of other incidents");
  CHECK(layer.find("2 items that a person rejected") != std::string::npos);
  const Json told = json_weigh(*answer)["evidence"];
  CHECK(told.items().at(0)["passage"].is_null());
  CHECK(told.items().at(1)["rejected"].boolean() == true);
  CHECK(told.items().at(2)["passage"].text() == "background");
  CHECK(told.items().at(3)["passage"].text() == "background");
}
