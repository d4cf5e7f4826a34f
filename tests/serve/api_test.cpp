#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "base/json.h"
#include "base/text.h"
#include "serve/client.h"
#include "serve/route.h"
#include "serve/running_site.h"
#include "serve/schema.h"

using namespace whence;
using namespace whence::test;

namespace {

std::string example(const std::string& name) {
  std::ifstream file(std::string(WHENCE_SOURCE) + "/examples/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Json parsed(const std::string& text) {
  const auto json = parse_json(text, "answer", Limits{});
  REQUIRE_MESSAGE(json, text);
  return *json;
}

// Asks and compares with what the description served by the program itself says of the operation.
class Described {
 public:
  explicit Described(int port) : port_(port), description_(parsed(ask(port, "GET", "/api/openapi.json").body)) {}

  Json get(const std::string& id, const std::string& target) { return go(id, "GET", target, "", "", {}); }
  Json post(const std::string& id, const std::string& target, const std::string& body, const std::string& type,
            const std::vector<std::string>& fields = {}) {
    return go(id, "POST", target, body, type, fields);
  }
  Json go(const std::string& id, const std::string& method, const std::string& target, const std::string& body,
          const std::string& type, const std::vector<std::string>& fields) {
    asked_.insert(id);
    last_ = ask(port_, method, target, body, type, fields);
    INFO(id << " " << target << " " << last_.status << " " << last_.body.substr(0, 500));
    const Json& operation = operation_of(id, method);
    REQUIRE(operation.is_object());
    const Json& response = operation["responses"][std::to_string(last_.status)];
    REQUIRE(response.is_object());
    const std::string media = last_.fields["content-type"].substr(0, last_.fields["content-type"].find(';'));
    REQUIRE(response["content"][media].is_object());
    if (!media.ends_with("json")) return {};
    const Json json = parsed(last_.body);
    CHECK(schema_fault(response["content"][media]["schema"], json) == "");
    return json;
  }
  // What a job gave, waited for by its events.
  Json result_of(const Json& job) {
    const std::string id(job["id"].text());
    go("getJobEvents", "GET", "/api/jobs/" + id + "/events", "", "", {});
    CHECK(last_.body.find("event: done\n") != std::string::npos);
    const Json over = get("getJob", "/api/jobs/" + id);
    INFO(to_text(over));
    CHECK(over["state"].text() == "done");
    return over["result"];
  }
  const Answered& last() const { return last_; }
  std::string tag() { return last_.fields["etag"]; }
  std::set<std::string> not_asked() const {
    std::set<std::string> left;
    for (const auto& [path, item] : description_["paths"].members()) {
      for (const auto& [method, operation] : item.members()) left.emplace(operation["operationId"].text());
    }
    for (const std::string& id : asked_) left.erase(id);
    return left;
  }

 private:
  const Json& operation_of(const std::string& id, const std::string& method) const {
    for (const auto& [path, item] : description_["paths"].members()) {
      const Json& operation = item[lower(method)];
      if (operation["operationId"].text() == id) return operation;
    }
    static const Json none;
    return none;
  }
  int port_;
  Json description_;
  Answered last_;
  std::set<std::string> asked_;
};

const std::string json_type = "application/json";

void ask_for_documents(Described& api, std::string& document) {
  const Json job = api.post("addDocument", "/api/documents?name=mail.txt&published=2026-05-04",
                            example("parliament-mail.txt"), "text/plain");
  CHECK(api.result_of(job)["new"].number() == 1);
  const Json page = api.get("listDocuments", "/api/documents?limit=1");
  document = page["documents"].items().at(0)["document"].text();
  CHECK(api.get("listDocuments", "/api/documents?limit=1&next=" + std::string(page["next"].text()))["documents"]
            .items()
            .empty());
  api.get("searchDocuments", "/api/search?words=mail");
  api.get("getWorkspace", "/api/workspace");
  api.get("getDocumentReport", "/api/documents/" + document + "/report?brief=true");
  CHECK(api.last().body.find("<html") != std::string::npos);
  api.result_of(api.post("checkWorkspace", "/api/workspace/check", "", ""));
  api.result_of(api.post("rereadDocuments", "/api/workspace/reread?changed=false", "", ""));
}

void ask_for_claims(Described& api, const std::string& document) {
  const Json reading = api.get("getDocument", "/api/documents/" + document);
  const std::string claim(reading["claims"].items().at(0)["id"].text());
  api.post("addMark", "/api/marks/" + claim, R"({"by": "A. Analyst", "verdict": "accept", "tag": ["mail"]})",
           json_type);
  const Json marked = api.get("getMarks", "/api/marks/" + claim);
  CHECK(marked["verdicts"].items().at(0)["verdict"].text() == "accept");
  const Json verdicts = api.get("getVerdicts", "/api/documents/" + document + "/verdicts");
  CHECK(verdicts["claims"].items().at(0)["accepted"].boolean() == true);
  api.get("getLedger", "/api/ledger?unverified=true");
  api.result_of(api.post("suggestIncidents", "/api/incidents/suggestions", "", ""));
  api.post("decideIncident", "/api/incidents",
           R"({"a": ")" + document + R"(/A", "b": "L083", "decision": "accepted", "by": "A. Analyst"})", json_type);
  CHECK(api.get("listIncidents", "/api/incidents")["incidents"].items().size() == 1);
}

void ask_for_cases(Described& api, const std::string& document) {
  const Json yaml = Json(example("drafting-office.yaml"));
  Json body = Json::object().set("case", "drafting-office").set("yaml", yaml).set("by", "A. Analyst");
  api.post("newCase", "/api/cases", to_text(body), json_type);
  const std::string first = api.tag();
  api.get("getCase", "/api/cases/drafting-office");
  CHECK(api.tag() == first);
  api.post("checkCase", "/api/cases/drafting-office/verdicts",
           R"({"by": "B. Reader", "reject": ["e1"], "why": "another host"})", json_type, {"If-Match: " + first});
  const std::string second = api.tag();
  CHECK(second != first);
  api.post("signCase", "/api/cases/drafting-office/signature", R"({"by": "C. Reader"})", json_type,
           {"If-Match: " + second});
  api.go("replaceCase", "PUT", "/api/cases/drafting-office",
         to_text(Json::object().set("yaml", yaml).set("by", "A. Analyst")), json_type, {"If-Match: " + api.tag()});
  api.get("getCaseLog", "/api/cases/drafting-office/log");
  api.get("diffCase", "/api/cases/drafting-office/diff?before=2999-01-01");
  api.get("weighCase", "/api/cases/drafting-office/weigh?without=e8");
  api.get("getCaseReport", "/api/cases/drafting-office/report");
  api.post("newCase", "/api/cases",
           R"({"case": "from a document", "documents": [")" + document + R"("], "by": "A. Analyst"})", json_type);
  CHECK(api.get("listCases", "/api/cases")["cases"].items().size() == 2);
}

void ask_for_exchange(Described& api, const std::string& document) {
  const std::string bundle = "/api/export/stix?case=drafting-office&document=" + document;
  CHECK(api.get("exportStix", bundle)["objects"].items().size() > 50);
  const std::string bytes = api.last().body;
  CHECK(api.last().fields.at("x-whence-not-carried") == "[]");
  api.get("exportMisp", "/api/export/misp?ledger=true");
  api.get("exportNavigator", "/api/export/navigator?case=drafting-office");
  CHECK(api.last().fields.at("x-whence-not-carried") != "[]");
  api.get("exportCsv", "/api/export/csv?documents=true");
  CHECK(api.last().body.find(',') != std::string::npos);
  const Json taken = api.result_of(api.post("importObjects", "/api/import?name=bundle", bytes, "application/json"));
  CHECK(taken["kept"].number() == taken["objects"].number());
  CHECK(taken["documents_known"].number() == 1);
  CHECK(taken["cases"].items().empty());  // it is there, and the same
}

void ask_for_tools(Described& api) {
  CHECK(api.get("traceObjects", "/api/trace?object=evil.example")["nodes"].items().size() == 1);
  CHECK_FALSE(api.get("traceCase", "/api/cases/drafting-office/trace?hops=2")["nodes"].items().empty());
  const Json found =
      api.post("matchLog", "/api/match",
               R"({"indicators": "evil.example\n", "log": "a GET http://www.evil.example/ b\nc\n"})", json_type);
  CHECK(found["told"].items().size() == 1);
  CHECK(found["sightings"].number() == 1);
  api.get("packCase", "/api/cases/drafting-office/pack?max_tlp=red");
  const std::string pack = api.last().body;
  CHECK(api.result_of(api.post("openPack", "/api/packs", pack, "application/octet-stream"))["case"].text() ==
        "drafting-office");
  CHECK(api.result_of(api.post("backUpWorkspace", "/api/workspace/backup", "", ""))["documents"].number() == 1);
}

void ask_for_taxii(Described& api) {
  const std::string root = "/taxii2/whence/", objects = root + "collections/objects/objects/";
  api.get("taxiiDiscovery", "/taxii2/");
  api.get("taxiiRoot", root);
  CHECK(api.get("taxiiCollections", root + "collections/")["collections"].items().size() == 4);
  api.get("taxiiCollection", root + "collections/claims/");
  CHECK(api.get("taxiiManifest", root + "collections/claims/manifest/?limit=2")["objects"].items().size() == 2);
  CHECK(api.get("taxiiObjects", root + "collections/record/objects/?limit=3")["more"].boolean() == true);
  const std::string id = "identity--5f0b9f7a-0000-4000-8000-000000000001";
  const Json status =
      api.post("taxiiAddObjects", objects,
               R"({"objects": [{"type": "identity", "spec_version": "2.1", "id": ")" + id +
                   R"(", "created": "2026-01-01T00:00:00.000Z", "modified": "2026-01-01T00:00:00.000Z", )" +
                   R"("name": "A"}, {"id": "none"}]})",
               "application/taxii+json;version=2.1");
  CHECK(status["success_count"].number() == 1);
  api.get("taxiiStatus", root + "status/" + std::string(status["id"].text()) + "/");
  CHECK(api.get("taxiiObject", objects + id + "/")["objects"].items().size() == 1);
  CHECK(api.get("taxiiVersions", objects + id + "/versions/")["versions"].items().size() == 1);
  api.go("taxiiRemoveObject", "DELETE", objects + id + "/", "", "", {});
}

}  // namespace

TEST_CASE("every operation of the description answers as it describes") {
  const RunningSite site;
  Described api(site.port());
  std::string document;
  ask_for_documents(api, document);
  ask_for_claims(api, document);
  ask_for_cases(api, document);
  ask_for_exchange(api, document);
  ask_for_tools(api);
  ask_for_taxii(api);
  api.post("readDocument", "/api/read?name=river.html", example("river-works.html"), "text/html");
  api.post("weighText", "/api/weigh?testimony=false", "T1190\nT1566.002\n", "text/plain");
  api.get("getRelations", "/api/relations?a=NZ&b=CN");
  api.get("getActor", "/api/actors/APT40");
  api.get("getOpenapi", "/api/openapi.json");
  api.get("getVersion", "/api/version");
  api.get("getKnowledge", "/api/knowledge");
  api.get("listJobs", "/api/jobs");
  // Measuring takes minutes; that it begins is enough.
  CHECK(api.not_asked() == std::set<std::string>{"evaluate"});
}

TEST_CASE("where there is no workspace yet lists are empty, and what would be in one is not found") {
  const RunningSite site;
  Described api(site.port());
  CHECK(api.get("listDocuments", "/api/documents")["documents"].items().empty());
  CHECK(api.get("searchDocuments", "/api/search?words=mail")["documents"].items().empty());
  CHECK(api.get("listCases", "/api/cases")["cases"].items().empty());
  CHECK(api.get("listIncidents", "/api/incidents")["incidents"].items().empty());
  CHECK(api.get("getWorkspace", "/api/workspace")["documents"].number() == 0);
  CHECK(ask(site.port(), "GET", "/api/cases/a").status == 404);
  CHECK(ask(site.port(), "GET", "/api/documents/a").status == 404);
  CHECK_FALSE(std::filesystem::exists(site.file("w.db")));
}

TEST_CASE("a page of the ledger goes on where the one before ended, whatever came meanwhile") {
  const RunningSite site;
  Described api(site.port());
  const auto add = [&](const std::string& day) {
    const std::string text = "EXERCISE: invented.\n\nXalia accused Xebros of reading its mail on day " + day + ".\n";
    api.result_of(
        api.post("addDocument", "/api/documents?name=" + day + ".txt&published=2026-05-" + day, text, "text/plain"));
  };
  for (const char* day : {"01", "02", "03", "04"}) add(day);
  std::vector<std::string> dates;
  std::set<std::string> record;
  std::string next;
  do {
    const Json page = api.get("getLedger", "/api/ledger?limit=2" + (next.empty() ? "" : "&next=" + next));
    for (const Json& line : page["lines"].items()) {
      if (line["kind"].text() == "claim") dates.emplace_back(line["date"].text());
      if (line["kind"].text() != "claim") CHECK(record.emplace(line["id"].text()).second);
    }
    next = page["next"].text();
    if (dates.size() == 2) add("05");
  } while (!next.empty());
  CHECK(dates == std::vector<std::string>{"2026-05-04", "2026-05-03", "2026-05-02", "2026-05-01"});
  CHECK(record.size() > 100);
}

TEST_CASE("a write with a key is done once") {
  const RunningSite site;
  const std::string body =
      R"({"case": "c", "yaml": )" + to_text(Json(example("drafting-office.yaml"))) + R"(, "by": "A. Analyst"})";
  std::string right = body;
  right.replace(right.find("\"c\""), 3, "\"drafting-office\"");
  const std::vector<std::string> key = {"Idempotency-Key: k1"};
  const Answered first = ask(site.port(), "POST", "/api/cases", right, json_type, key);
  CHECK(first.status == 201);
  const Answered again = ask(site.port(), "POST", "/api/cases", right, json_type, key);
  CHECK(again.status == 201);
  CHECK(again.body == first.body);
  CHECK(ask(site.port(), "POST", "/api/cases", body, json_type, key).status == 422);
  CHECK(ask(site.port(), "POST", "/api/cases", right, json_type).status == 409);
}

TEST_CASE("what has not changed is not sent again, and a change made from an old state is refused") {
  const RunningSite site;
  const Answered version = ask(site.port(), "GET", "/api/version");
  const std::string tag = version.fields.at("etag");
  CHECK(ask(site.port(), "GET", "/api/version", "", "", {"If-None-Match: " + tag}).status == 304);
  CHECK(ask(site.port(), "GET", "/api/version", "", "", {"If-None-Match: \"other\""}).status == 200);
  const std::string signature = R"({"by": "B. Reader"})", path = "/api/cases/drafting-office/signature";
  const std::string made = R"({"case": "drafting-office", "yaml": )" + to_text(Json(example("drafting-office.yaml"))) +
                           R"(, "by": "A. Analyst"})";
  REQUIRE(ask(site.port(), "POST", "/api/cases", made, json_type).status == 201);
  CHECK(ask(site.port(), "POST", path, signature, json_type).status == 428);
  CHECK(ask(site.port(), "POST", path, signature, json_type, {"If-Match: \"old\""}).status == 412);
}
