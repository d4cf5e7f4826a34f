// What every form must say of a leading hypothesis, and what each may not do.
#include "engine/exchange.h"

#include <algorithm>
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "base/file.h"
#include "base/text.h"
#include "engine/engine.h"
#include "engine/import_exchange.h"
#include "engine/weigh_case.h"
#include "format/misp.h"
#include "format/stix.h"
#include "format/stix_indicators.h"
#include "format/tables.h"
#include "format/weigh_view.h"

using namespace whence;

namespace {

const std::string source = WHENCE_SOURCE;

const Data& data() {
  static const Data embedded = Data::open_embedded().value();
  return embedded;
}

Exchange gathered(const std::vector<std::string>& files, const std::string& tlp = "") {
  ExportRequest request;
  for (const std::string& file : files) request.named.push_back(source + "/examples/" + file);
  request.tlp = tlp;
  auto exchange = gather(data(), nullptr, request, {});
  REQUIRE_MESSAGE(exchange, (exchange ? "" : exchange.error().message));
  return *exchange;
}

std::string written(const Exchange& exchange, const std::string& to) {
  ExportRequest request;
  request.to = to;
  const auto exported = export_as(exchange, request, data());
  REQUIRE(exported);
  return exported->bytes;
}

}  // namespace

TEST_CASE("no leading hypothesis leaves without its range, the share of nobody we know, marks and data version") {
  for (const char* file : {"drafting-office.yaml", "payment-office.yaml", "techniques.txt"}) {
    const Exchange exchange = gathered({file});
    const auto leading = leading_of(as_shown(exchange.cases.front().answer));
    REQUIRE(leading);
    for (const char* to : {"stix", "misp", "navigator", "csv"}) {
      const std::string text = written(exchange, to);
      const auto says = [&](const std::string& what) {
        CHECK_MESSAGE(text.find(what) != std::string::npos, file, to, what);
      };
      const bool csv = std::string(to) == "csv";
      const auto number = [&](double p) {
        char buffer[32];
        std::snprintf(buffer, sizeof buffer, "%.4f", p);
        return csv ? std::string(buffer) : hundredths(p);
      };
      says(leading->name);
      for (const double p :
           {leading->p, leading->low, leading->high, leading->unknown_p, leading->unknown_low, leading->unknown_high})
        says(number(p));
      says(leading->data);
      if (!csv && leading->exercise) says("EXERCISE");
      if (!csv && leading->draft) says("DRAFT");
    }
    // In the table every hypothesis has it all in its own row.
    const std::string table = written(exchange, "csv");
    for (const std::string_view row : lines(table)) {
      if (row.find(",hypothesis,") == std::string_view::npos) continue;
      CHECK(row.find(leading->data) != std::string_view::npos);
      CHECK(std::count(row.begin(), row.end(), '.') >= 6);
    }
  }
}

TEST_CASE("a layer and a STIX hypothesis carry the marks beside the name itself") {
  const Exchange exchange = gathered({"drafting-office.yaml"});
  const auto layer = parse_json(written(exchange, "navigator"), "t", {});
  REQUIRE(layer);
  const std::string legend((*layer)["legendItems"].items().at(0)["label"].text());
  for (const char* part : {"EXERCISE", "DRAFT", "Leviathan", "range", "not in the catalogue", "data 18"})
    CHECK_MESSAGE(legend.find(part) != std::string::npos, legend);
  const auto bundle = parse_json(written(exchange, "stix"), "t", {});
  REQUIRE(bundle);
  std::size_t hypotheses = 0;
  for (const Json& object : (*bundle)["objects"].items()) {
    const Json& ours = object["extensions"][stix_extension_id()]["hypothesis"];
    if (!ours.is_object()) continue;
    ++hypotheses;
    CHECK(object["relationship_type"].text() == "related-to");  // not established: no attribution
    CHECK(ours["low"].number());
    CHECK(ours["high"].number());
    CHECK(ours["not_in_catalogue"]["high"].number());
    CHECK(ours["exercise"].boolean() == true);
    CHECK(ours["draft"].boolean() == true);
    CHECK(object["description"].text().find("EXERCISE") == 0);
  }
  CHECK(hypotheses > 1);
}

TEST_CASE("only an established headline is called an attribution") {
  const auto bundle = parse_json(written(gathered({"payment-office.yaml"}), "stix"), "t", {});
  REQUIRE(bundle);
  std::size_t attributed = 0, rivals = 0;
  for (const Json& object : (*bundle)["objects"].items()) {
    if (!object["extensions"][stix_extension_id()]["hypothesis"].is_object()) continue;
    ++(object["relationship_type"].text() == "attributed-to" ? attributed : rivals);
  }
  CHECK(attributed == 1);
  CHECK(rivals + attributed < 20);
}

TEST_CASE("the same things give the same bytes, and no id stands for two contents") {
  for (const char* to : {"stix", "misp", "csv"}) {
    const std::string once = written(gathered({"drafting-office.yaml", "river-works.html"}), to);
    CHECK(once == written(gathered({"drafting-office.yaml", "river-works.html"}), to));
  }
  std::map<std::string, std::string> seen;
  for (const char* tlp : {"", "GREEN"}) {
    for (const char* file : {"drafting-office.yaml", "river-works.html", "parliament-mail.txt"}) {
      const auto bundle = parse_json(written(gathered({file}, tlp), "stix"), "t", {});
      REQUIRE(bundle);
      for (const Json& object : (*bundle)["objects"].items()) {
        if (object["modified"].is_null()) continue;  // observables: one id for one value, whoever marks it
        const auto [at, fresh] = seen.emplace(object["id"].text(), to_text(object));
        if (!fresh) CHECK(at->second == to_text(object));
      }
    }
  }
}

TEST_CASE("a product bears the strictest mark of what it quotes, and nothing above the limit leaves") {
  CHECK(gathered({"drafting-office.yaml", "payment-office.yaml"}).tlp == "AMBER");
  ExportRequest request;
  request.named = {source + "/examples/drafting-office.yaml"};
  request.most = "GREEN";
  const auto refused = gather(data(), nullptr, request, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("TLP:AMBER, above GREEN") != std::string::npos);
  request.named = {source + "/examples/river-works.html"};
  CHECK_FALSE(gather(data(), nullptr, request, {}));  // no mark: it cannot be told
  request.tlp = "CLEAR";
  CHECK(gather(data(), nullptr, request, {}));
  for (const char* label : {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"}) {
    CHECK(tlp_of_marking(tlp_marking(label, TlpVersion::two)["id"].text()) == label);
    const std::string first(tlp_marking(label, TlpVersion::one)["id"].text());
    CHECK(tlp_of_marking(first) == (std::string(label) == "AMBER+STRICT" ? "AMBER" : label));
  }
  CHECK(tlp_label("white") == "CLEAR");
  CHECK(tlp_label("tlp:amber+strict") == "AMBER+STRICT");
  CHECK(tlp_label("purple") == "");
}

TEST_CASE("a person is never a threat actor, a persona never an attribution") {
  for (const char* file : {"river-works.html", "parliament-mail.txt"}) {
    const Exchange exchange = gathered({file});
    std::set<std::string> persons;
    for (const Claim& claim : exchange.documents.front().reading.claims) {
      for (const auto* parties : {&claim.accused, &claim.sponsor, &claim.group, &claim.source}) {
        for (const Party& party : *parties) {
          if (party.kind == PartyKind::person) persons.insert(party.name.value_or(party.text));
        }
      }
    }
    const auto bundle = parse_json(written(exchange, "stix"), "t", {});
    REQUIRE(bundle);
    for (const Json& object : (*bundle)["objects"].items()) {
      if (object["type"].text() == "threat-actor") CHECK_FALSE(persons.contains(std::string(object["name"].text())));
    }
  }
}

TEST_CASE("files of other systems are told apart by their keys") {
  struct Row {
    const char* start;
    std::optional<ExchangeForm> form;
  };
  const Row rows[] = {
      {R"({"type": "bundle", "id": "bundle--1", "objects": [)", ExchangeForm::stix},
      {R"({"objects": [{"type":"identity","spec_version":"2.1")", ExchangeForm::stix},
      {R"([{"type":"identity","spec_version":"2.1"}])", ExchangeForm::stix},
      {R"({"Event": {"info": "bundle of \"objects\"")", ExchangeForm::misp},
      {R"({"response": [{"Event": {)", ExchangeForm::misp},
      {R"({"name": "x", "versions": {}, "domain": "enterprise-attack", "techniques": [)", ExchangeForm::navigator},
      {R"({"title": "an article", "text": "Event"})", std::nullopt},
      {"case: x\nevidence: []\n", std::nullopt},
      {"T1190\n", std::nullopt},
  };
  for (const Row& row : rows) CHECK_MESSAGE(exchange_form(row.start) == row.form, row.start);
}

TEST_CASE("a bundle of another's is weighed by what it shows") {
  const std::string bundle = R"({"type":"bundle","id":"bundle--5f0b9f7a-0000-4000-8000-000000000000","objects":[
{"type":"campaign","id":"campaign--5f0b9f7a-0000-4000-8000-000000000001","name":"Grey Ferry"},
{"type":"attack-pattern","id":"attack-pattern--5f0b9f7a-0000-4000-8000-000000000002","name":"a","external_references":[{"source_name":"mitre-attack","external_id":"T1190"}]},
{"type":"attack-pattern","id":"attack-pattern--5f0b9f7a-0000-4000-8000-000000000003","name":"b","revoked":true,"external_references":[{"source_name":"mitre-attack","external_id":"T1059"}]},
{"type":"malware","id":"malware--5f0b9f7a-0000-4000-8000-000000000004","name":"China Chopper","is_family":true},
{"type":"observed-data","id":"observed-data--5f0b9f7a-0000-4000-8000-000000000005","objects":{"0":{"type":"ipv4-addr","value":"203.0.113.9"}}},
{"type":"x-thing","id":"x-thing--5f0b9f7a-0000-4000-8000-000000000006"},
{"type":"domain-name","id":"domain-name--5f0b9f7a-0000-4000-8000-000000000007","value":"relay.example"}]})";
  const auto incident = case_from(data(), bundle, "a.json", {});
  REQUIRE(incident);
  std::vector<std::string> values;
  for (const Evidence& item : incident->evidence) values.push_back(item.value);
  CHECK(join(values, " ") == "T1190 China Chopper 203.0.113.9 relay.example");
  CHECK(incident->name == "Grey Ferry");
  const auto read = read_stix(bundle, "a.json", {});
  REQUIRE(read);
  CHECK(read->objects == 7);
  CHECK(read->revoked == 1);
  CHECK(read->custom == 1);
  CHECK(weigh_case(data(), *incident, "default", {}));
}

TEST_CASE("a layer's marked and enabled techniques are a case; an event's tags and attributes too") {
  const auto layer = read_navigator(
      R"({"domain":"enterprise-attack","techniques":[{"techniqueID":"T1190","score":1},{"techniqueID":"T1059","enabled":false},{"techniqueID":"bad"}]})",
      "l.json", {});
  REQUIRE(layer);
  CHECK(layer->evidence.size() == 1);
  CHECK(layer->oddities.size() == 1);
  const auto event = case_from_misp(
      R"({"Event":{"uuid":"5f0b9f7a-0000-4000-8000-000000000001","info":"Grey Ferry","Tag":[{"name":"tlp:green"},{"name":"misp-galaxy:mitre-attack-pattern=\"Exploit - T1190\""}],
"Attribute":[{"type":"ip-src","value":"203.0.113.9"},{"type":"comment","value":"x"}],"Object":[{"Attribute":[{"type":"sha256","value":"ab"}]}]}})",
      "e.json", {});
  REQUIRE(event);
  CHECK(event->evidence.size() == 3);
  CHECK(event->tlp == "GREEN");
}

TEST_CASE("a value is the observable that it looks like") {
  struct Row {
    const char *value, *type;
  };
  const Row rows[] = {{"203.0.113.7", "ipv4"},
                      {"2001:db8::1", "ipv6"},
                      {"a.example", "domain"},
                      {"https://a.example/x", "url"},
                      {"a@b.example", "email"},
                      {"AS64500", "asn"},
                      {"d41d8cd98f00b204e9800998ecf8427e", "md5"},
                      {"CVE-2026-0001", "cve"},
                      {"C:\\a\\b.exe", "path"},
                      {"words", ""}};
  for (const Row& row : rows) CHECK_MESSAGE(indicator_type(row.value) == row.type, row.value);
}
