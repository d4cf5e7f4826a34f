// What other systems say of who is behind something: kept, shown beside claims with its author and the dissent, passed
// on.
#include "store/objects.h"

#include <filesystem>

#include <doctest/doctest.h>
#include <unistd.h>

#include "base/file.h"
#include "engine/exchange.h"
#include "engine/import_exchange.h"
#include "engine/ledger.h"
#include "format/stix_objects.h"

using namespace whence;

namespace {

const Data& data() {
  static const Data embedded = Data::open_embedded().value();
  return embedded;
}

// A folder that goes away with the test.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("whence-objects-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const char* name) const { return (path / name).string(); }
};

std::string stix_id(const std::string& type, int number) {
  return type + "--5f0b9f7a-0000-4000-8000-" + std::string(11, '0') + std::to_string(number);
}

std::string object(const std::string& type, int number, const std::string& rest) {
  return R"({"type":")" + type + R"(","spec_version":"2.1","id":")" + stix_id(type, number) +
         R"(","created":"2026-03-0)" + std::to_string(number) + R"(T10:00:00.000Z","modified":"2026-03-0)" +
         std::to_string(number) + R"(T10:00:00.000Z",)" + rest + "}";
}

std::string link(int number, const std::string& rest) {
  return object("relationship", number, R"("relationship_type":"attributed-to",)" + rest);
}

std::string quoted(const std::string& text) { return '"' + text + '"'; }

const std::string amber = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";

// Two firms attribute one set to two states; a third disagrees with the first and agrees with the second.
std::vector<std::string> rival_claims() {
  const std::string set = R"("source_ref":)" + quoted(stix_id("intrusion-set", 1));
  const auto by = [](int firm) { return R"("created_by_ref":)" + quoted(stix_id("identity", firm)); };
  const auto opinion = [&](int number, const char* word, int about) {
    return object("opinion", number,
                  by(3) + R"(,"opinion":")" + word + R"(","explanation":"the relay was shared","object_refs":[)" +
                      quoted(stix_id("relationship", about)) + "]");
  };
  return {object("identity", 1, R"("name":"Firm One","identity_class":"organization")"),
          object("identity", 2, R"("name":"Firm Two","identity_class":"organization")"),
          object("identity", 3, R"("name":"Firm Three","identity_class":"organization")"),
          object("identity", 4, R"("name":"XA","identity_class":"organization")"),
          object("identity", 5, R"("name":"XB","identity_class":"organization")"),
          object("identity", 6, R"("name":"A. Person","identity_class":"individual")"),
          object("intrusion-set", 1, R"("name":"Grey Ferry")"),
          link(1, set + R"(,"target_ref":)" + quoted(stix_id("identity", 4)) + "," + by(1) +
                      R"(,"confidence":60,"description":"Seen at the port.","object_marking_refs":[)" + quoted(amber) +
                      "]"),
          link(2, set + R"(,"target_ref":)" + quoted(stix_id("identity", 5)) + "," + by(2)),
          link(3, set + R"(,"target_ref":)" + quoted(stix_id("identity", 6))),
          link(4, set + R"(,"revoked":true,"target_ref":)" + quoted(stix_id("identity", 4)) + "," + by(2)),
          opinion(1, "strongly-disagree", 1),
          opinion(2, "agree", 2)};
}

Workspace imported(const Folder& folder, const std::vector<std::string>& objects) {
  std::string bundle = R"({"type":"bundle","id":"bundle--5f0b9f7a-0000-4000-8000-000000000000","objects":[)";
  for (const std::string& one : objects) bundle += (bundle.back() == '[' ? "" : ",") + one;
  REQUIRE(write_file(folder.file("others.json"), bundle + "]}"));
  Workspace workspace = Workspace::open(folder.file("w.db"), Access::write).value();
  const auto done = import_exchange(data(), workspace, PeekedFile::open(folder.file("others.json"), {}).value(),
                                    folder.path.string(), Time{}, {}, {});
  REQUIRE(done);
  REQUIRE(done->kept == objects.size());
  return workspace;
}

LedgerView exchanged(Workspace& workspace, LedgerFilter filter = {}) {
  filter.record = filter.claims = false;
  auto view = ledger(data(), &workspace, filter);
  REQUIRE(view);
  return *view;
}

}  // namespace

TEST_CASE("rival attributions of others stand in the ledger, each with its author, his confidence and the dissent") {
  const Folder folder;
  Workspace workspace = imported(folder, rival_claims());
  const LedgerView view = exchanged(workspace);
  REQUIRE(view.lines.size() == 3);  // the revoked one is not said any more
  CHECK(view.exchanged == 3);
  const LedgerLine& person = view.lines[0];
  const LedgerLine& second = view.lines[1];
  const LedgerLine& first = view.lines[2];
  CHECK(first.text == "Firm One: Grey Ferry attributed to XA");
  CHECK(first.exchanged);
  CHECK(first.groups == "Grey Ferry");
  CHECK(first.accused_states == std::vector<std::string>{"XA"});
  CHECK(first.status == "confidence 60");
  CHECK(first.date == "2026-03-01");
  CHECK(first.tlp == "AMBER");
  CHECK_FALSE(first.rung);
  REQUIRE(first.answers.size() == 1);
  CHECK(first.answers[0].text == "Firm Three: strongly-disagree: the relay was shared");
  CHECK(second.answers.empty());  // agreement is no answer
  CHECK(second.status == "1 agree");
  CHECK(person.accusers == "author not named");
  CHECK(person.accused_states.empty());
}

TEST_CASE("filters leave of others' attributions what they name, and none where they ask for what these lack") {
  const Folder folder;
  Workspace workspace = imported(folder, rival_claims());
  struct Row {
    LedgerFilter filter;
    std::size_t lines = 0;
  };
  std::vector<Row> rows(8);
  rows[0].filter.accused = {"XA"};
  rows[0].lines = 1;
  rows[1].filter.accuser = {"Firm Two"};
  rows[1].lines = 1;
  rows[2].filter.group = {"Grey Ferry"};
  rows[2].lines = 3;
  rows[3].filter.from = parse_date("2026-03-02");
  rows[3].lines = 2;
  rows[4].filter.words = "port";
  rows[4].lines = 1;
  rows[5].filter.sector = {"energy"};  // these objects have neither sector nor rung
  rows[6].filter.rung = 1;
  rows[7].filter.most = 2;
  rows[7].lines = 2;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const LedgerView view = exchanged(workspace, rows[i].filter);
    CHECK_MESSAGE(view.lines.size() == rows[i].lines, i);
    CHECK(view.exchanged_more == (i == 7));
  }
}

TEST_CASE("others' objects go out as they came, each in its newest version, and none above the mark") {
  const Folder folder;
  std::vector<std::string> objects = rival_claims();
  Workspace workspace = imported(folder, objects);
  ExportRequest request;
  request.objects = true;
  request.to = "stix";
  const auto exchange = gather(data(), &workspace, request, {});
  REQUIRE(exchange);
  const auto exported = export_as(*exchange, request, data());
  REQUIRE(exported);
  CHECK(exported->not_carried.empty());
  for (const std::string& one : objects) CHECK_MESSAGE(exported->bytes.find(one) != std::string::npos, one);
  CHECK(exchange->tlp == "AMBER");
  request.most = "GREEN";
  request.tlp = "CLEAR";
  const auto refused = gather(data(), &workspace, request, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("is TLP:AMBER, above GREEN") != std::string::npos);
  request.most = "AMBER";
  CHECK(gather(data(), &workspace, request, {}));
  request.to = "csv";
  CHECK_FALSE(gather(data(), &workspace, request, {}));
}
