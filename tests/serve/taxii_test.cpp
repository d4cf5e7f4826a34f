#include <string>

#include <doctest/doctest.h>

#include "base/instant.h"
#include "base/json.h"
#include "serve/client.h"
#include "serve/route.h"
#include "serve/running_site.h"
#include "store/fetched.h"
#include "store/published.h"

using namespace whence;
using namespace whence::test;

namespace {

// A workspace of its own, gone with the test.
struct Store {
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("whence-published-" + std::to_string(::getpid()));
  std::optional<Workspace> workspace;
  Store() {
    std::filesystem::create_directories(folder);
    auto opened = Workspace::open((folder / "w.db").string(), Access::write);
    REQUIRE(opened);
    workspace.emplace(std::move(opened).value());
  }
  ~Store() {
    workspace.reset();
    std::filesystem::remove_all(folder);
  }
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  Workspace& operator*() { return *workspace; }
};

PublishedObject object(const std::string& id, const std::string& version = "2026-01-01T00:00:00.000Z") {
  PublishedObject one;
  one.id = "identity--" + id;
  one.type = "identity";
  one.version = version;
  one.spec = "2.1";
  one.json = R"({"type":"identity","id":"identity--)" + id + R"(","modified":")" + version + R"("})";
  return one;
}

std::vector<std::string> ids_in(Workspace& workspace, PublishedQuery query) {
  query.collection = "claims";
  std::vector<std::string> ids;
  for (const PublishedObject& one : published(workspace, query)) ids.push_back(one.id.substr(10));
  return ids;
}

const std::string taxii = "application/taxii+json;version=2.1";

}  // namespace

TEST_CASE("what two documents say is revoked once neither says it, and what has no versions stays") {
  Store store;
  PublishedObject observable = object("o");
  observable.version.clear();
  observable.json = R"({"type":"identity","id":"identity--o"})";
  const auto publish_both = [&](const std::string& source, const std::vector<PublishedObject>& said) {
    (*store).begin();
    publish_source(*store, "claims", source, said);
    REQUIRE((*store).commit());
  };
  publish_both("one", {object("a"), object("b"), observable});
  publish_both("two", {object("b"), object("c")});
  CHECK(ids_in(*store, {}) == std::vector<std::string>{"a", "b", "o", "c"});
  publish_both("one", {object("a")});
  CHECK(ids_in(*store, {}) == std::vector<std::string>{"a", "b", "o", "c"});
  publish_both("two", {object("c")});
  CHECK(ids_in(*store, {}) == std::vector<std::string>{"a", "o", "c", "b"});
  PublishedQuery query;
  query.ids = {"identity--b"};
  query.collection = "claims";
  const auto last = published(*store, query);
  REQUIRE(last.size() == 1);
  CHECK(last[0].json.find(R"("revoked":true)") != std::string::npos);
  CHECK(last[0].version > "2026-01-01T00:00:00.000Z");
  // Revoking is for good: the standard knows no way back.
  publish_both("two", {object("b"), object("c")});
  CHECK(published(*store, query)[0].json == last[0].json);
}

TEST_CASE("a number is never given twice, so a page does not skip what came after a removal") {
  Store store;
  const auto add = [&](const std::string& id) {
    (*store).begin();
    publish(*store, "claims", {object(id)});
    REQUIRE((*store).commit());
  };
  add("a");
  add("b");
  PublishedQuery query;
  query.collection = "claims";
  const auto before = published(*store, query);
  (*store).begin();
  withdraw(*store, before[1].number);
  REQUIRE((*store).commit());
  add("c");
  query.after = before[1].number;
  CHECK(ids_in(*store, query) == std::vector<std::string>{"c"});
  CHECK(published(*store, query)[0].added > before[1].added);
}

TEST_CASE("a change that is noted while a document is published waits for the next time") {
  Store store;
  const auto note = [&](const char* tables) {
    (*store).begin();
    CHECK(note_changes(*store, tables));
    CHECK_FALSE(has_changes(*store, tables));
    REQUIRE((*store).commit());
  };
  const auto done = [&](const WaitingSource& source) {
    (*store).begin();
    source_done(*store, "record", source);
    REQUIRE((*store).commit());
  };
  note("one");
  const auto before = waiting_sources(*store, "record", 10);
  REQUIRE(before.size() == 1);
  note("another");
  done(before[0]);
  const auto after = waiting_sources(*store, "record", 10);
  REQUIRE(after.size() == 1);
  done(after[0]);
  CHECK(waiting_sources(*store, "record", 10).empty());
}

TEST_CASE("how far another server was fetched is kept to the microsecond") {
  Store store;
  CHECK_FALSE(fetched(*store, "a").latest);
  (*store).begin();
  keep_fetched(*store, {"a", parse_instant("2026-03-01T10:00:00.000009Z"), 7});
  REQUIRE((*store).commit());
  CHECK(to_string(*fetched(*store, "a").latest) == "2026-03-01T10:00:00.000009Z");
  CHECK(fetched(*store, "a").read_to == 7);
}

TEST_CASE("a point in time is read as RFC 3339 writes it in UTC, and nothing else is") {
  const std::pair<const char*, const char*> rows[] = {
      {"2026-11-02T12:00:00Z", "2026-11-02T12:00:00.000000Z"},
      {"2026-11-02T12:00:00.5Z", "2026-11-02T12:00:00.500000Z"},
      {"2026-11-02T23:59:59.1234567Z", "2026-11-02T23:59:59.123456Z"},
      {"2026-11-02T12:00:00.Z", ""},
      {"2026-11-02T12:00:00", ""},
      {"2026-11-02T12:00:00+01:00", ""},
      {"2026-11-31T12:00:00Z", ""},
      {"2026-11-02T24:00:00Z", ""},
      {"2026-11-02 12:00:00Z", ""},
      {"2026-11-02T12:00:00,5Z", ""},
      {"", ""},
  };
  for (const auto& [text, wanted] : rows) {
    CAPTURE(text);
    const auto read = parse_instant(text);
    CHECK((read ? to_string(*read) : "") == wanted);
  }
  CHECK(to_milliseconds(*parse_instant("2026-11-02T12:00:00.1239Z")) == "2026-11-02T12:00:00.123Z");
}

TEST_CASE("refusals are worded as TAXII words them, those of a body too") {
  SiteOptions options;
  const RunningSite site(options);
  struct Row {
    std::string method, target, type, body;
    std::vector<std::string> fields;
    int status;
  };
  const std::string objects = "/taxii2/whence/collections/objects/objects/";
  const Row rows[] = {
      {"GET", "/taxii2/", "", "", {"Accept: " + taxii}, 200},
      {"GET", "/taxii2/", "", "", {"Accept: application/taxii+json"}, 200},
      {"GET", "/taxii2/", "", "", {"Accept: application/taxii+json;version=2.0"}, 406},
      {"GET", "/taxii2/", "", "", {"Accept: application/json"}, 406},
      {"GET", "/taxii2", "", "", {}, 404},
      {"GET", "/taxii2/none/", "", "", {}, 404},
      {"GET", objects + "?limit=0", "", "", {}, 400},
      {"GET", objects + "?next=x", "", "", {}, 400},
      {"GET", objects + "?added_after=2026", "", "", {}, 400},
      {"GET", objects + "?match[colour]=x", "", "", {}, 400},
      {"POST", objects, "application/json", "{}", {}, 415},
      {"POST", objects, "application/taxii+json;version=2.0", "{}", {}, 415},
      {"POST", objects, taxii, "{}x", {}, 422},
      {"POST", objects, taxii, std::string((16U << 20U) + 1, ' '), {}, 413},
      {"PUT", objects, taxii, "{}", {}, 405},
      {"POST", "/taxii2/whence/collections/claims/objects/", taxii, R"({"objects":[]})", {}, 403},
      {"GET", "/taxii2/", "", "", {"Origin: http://evil.example"}, 403},
  };
  for (const Row& row : rows) {
    CAPTURE(row.method + " " + row.target + " " + row.type);
    const Answered answer = ask(site.port(), row.method, row.target, row.body, row.type, row.fields);
    CHECK(answer.status == row.status);
    CHECK(answer.fields.at("content-type") == taxii);
    if (answer.status == 200) continue;
    const auto told = parse_json(answer.body, "answer", {});
    REQUIRE(told);
    CHECK((*told)["http_status"].text() == std::to_string(row.status));
    CHECK_FALSE((*told)["title"].text().empty());
  }
}

TEST_CASE("a number in an address is digits and nothing else") {
  CHECK(whole_number("0") == 0U);
  CHECK(whole_number("18446744073709551615") == 18446744073709551615ULL);
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "0x1", "18446744073709551616", "1.0"}) {
    CAPTURE(text);
    CHECK_FALSE(whole_number(text));
  }
}
