#include "engine/trace.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include <doctest/doctest.h>
#include <unistd.h>

#include "engine/engine.h"
#include "engine/observation_files.h"
#include "format/page_trace.h"

using namespace whence;

namespace {

std::string file(const std::string& name, const std::string& bytes) {
  const auto path = std::filesystem::temp_directory_path() / (name + "-" + std::to_string(getpid()));
  std::ofstream(path, std::ios::binary) << bytes;
  return path.string();
}

double p_of(const Trace& trace, const std::string& id) {
  for (const TraceNode& node : trace.nodes) {
    if (node.id == id && node.role != TraceRole::relay) return node.p;
  }
  return -1.0;
}

}  // namespace

TEST_CASE("a case with a relay and a file of observations give a trace with the case's names in one form") {
  const std::string incident =
      file("case.yaml",
           "case: office\nexercise: true\nvictim: {name: an office, country: XA}\nevidence:\n"
           "  - {id: e1, indicator: 'hxxp://www.mail[.]example/x', origin: own logs}\n"
           "  - {id: e2, indicator: 203.0.113.7, origin: own logs, seen: 2026-08-02, via: compromised router}\n");
  const std::string rows = file("rows.csv",
                                "subject,relation,object,from,to,source\n"
                                "Mail.Example,A,192.0.2.7,2026-08-01,2026-08-20,pdns\n"
                                "other.example,A,192.0.2.7,2026-08-03,2026-08-09,pdns\n"
                                "third.example,exit,203[.]0[.]113[.]7,2026-08-03,2026-08-03,logs\n"
                                "third.example,nonsense,1,,,\n");
  const auto data = open_data({});
  REQUIRE(data);
  TraceRequest request;
  request.seeds = {incident};
  request.observations = {rows};
  const auto found = trace_files(*data, nullptr, request);
  std::filesystem::remove(incident);
  std::filesystem::remove(rows);
  REQUIRE_MESSAGE(found, found.error().message);
  CHECK(found->exercise);
  CHECK(p_of(*found, "mail.example") == 1.0);
  CHECK(p_of(*found, "other.example") == doctest::Approx(0.385).epsilon(0.01));
  CHECK(p_of(*found, "third.example") < 0.11);
  CHECK(p_of(*found, "203.0.113.7") == -1.0);
  CHECK(found->counts.unknown_relation == 1);
  REQUIRE(found->intermediaries.size() == 1);
  CHECK(found->intermediaries.front().relay_class == "compromised-router");
  const std::string page = trace_page(*found, {});
  CHECK(page.starts_with("EXERCISE"));
  CHECK(trace_dot(*found).find("EXERCISE") != std::string::npos);
  CHECK(trace_json(*found).find("\"exercise\": true") != std::string::npos);
}

TEST_CASE("a candidate that is said to be a relay says so, and stands among the intermediaries") {
  const std::string rows = file("exit.csv",
                                "subject,relation,object,from,to,source\n"
                                "203.0.113.45,serves-certificate,3f1c00aa,2026-06-02,2026-08-02,scan\n"
                                "198.51.100.9,serves-certificate,3f1c00aa,2026-06-02,2026-08-02,scan\n"
                                "198.51.100.9,is,Tor exit,2026-05,2026-08,exit list\n"
                                "x.example,resolves-to,203.0.113.45,2027-13-01,,\n");
  const auto data = open_data({});
  REQUIRE(data);
  TraceRequest request;
  request.seeds = {"203.0.113.45"};
  request.observations = {rows};
  const auto found = trace_files(*data, nullptr, request);
  std::filesystem::remove(rows);
  REQUIRE(found);
  CHECK(found->counts.unusable == 1);
  CHECK(p_of(*found, "x.example") == -1.0);  // its line has no date that is one
  REQUIRE(found->intermediaries.size() == 1);
  CHECK(found->intermediaries.front().id == "198.51.100.9");
  CHECK_FALSE(found->intermediaries.front().hides.empty());
  const std::string page = trace_page(*found, {});
  CHECK(page.find("198.51.100.9                    address    .") != std::string::npos);
  CHECK(page.find("said to be a tor-exit") != std::string::npos);
  CHECK(page.find("INTERMEDIARIES") != std::string::npos);
  CHECK(trace_json(*found).find("\"stated_as\": \"tor-exit\"") != std::string::npos);
  CHECK(std::count_if(found->nodes.begin(), found->nodes.end(),
                      [](const TraceNode& node) { return node.id == "198.51.100.9"; }) == 1);
}

TEST_CASE(
    "what is said of a range holds for its addresses, from files and from the workspace; the narrowest range counts") {
  const auto data = open_data({});
  REQUIRE(data);
  const std::string rows = file("ranges.csv",
                                "subject,relation,object,from,to,source\n"
                                "a.example,resolves-to,198.51.100.9,2026-08-01,2026-08-02,pdns\n"
                                "b.example,resolves-to,198.51.100.9,2026-08-01,2026-08-02,pdns\n"
                                "198.51.100.0/24,is,commercial VPN,2026-08,2026-08,own list\n"
                                "198.51.0.0/16,is,CDN,2026-08,2026-08,own list\n");
  const std::string path = file("ranges.db", "");
  std::filesystem::remove(path);
  {
    Workspace workspace = Workspace::open(path, Access::write).value();
    REQUIRE(import_observations(*data, workspace, PeekedFile::open(rows, {}).value(), {}, {}, {}, {})->kept == 4);
    for (const bool from_file : {true, false}) {
      TraceRequest request;
      request.seeds = {"a.example"};
      if (from_file) request.observations = {rows};
      const auto found = trace_files(*data, from_file ? nullptr : &workspace, request);
      REQUIRE(found);
      REQUIRE(found->intermediaries.size() == 1);
      CHECK(found->intermediaries[0].id == "198.51.100.9");
      CHECK(found->intermediaries[0].relay_class == "commercial-vpn");
      CHECK(p_of(*found, "b.example") < 0.05);
    }
  }
  std::filesystem::remove(rows);
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path + ending);
}

TEST_CASE("nothing to begin with, a missing file and too many rows are errors in one line") {
  const auto data = open_data({});
  REQUIRE(data);
  TraceRequest request;
  CHECK(trace_files(*data, nullptr, request).error().code == Code::not_found);
  request.seeds = {"evil.example"};
  request.observations = {"/nonexistent/rows.csv"};
  CHECK_FALSE(trace_files(*data, nullptr, request));
  request.observations = {file("many.csv", "subject,relation,object\na.example,A,192.0.2.1\nb.example,A,192.0.2.1\n")};
  request.most_observations = 1;
  CHECK(trace_files(*data, nullptr, request).error().code == Code::limit);
  std::filesystem::remove(request.observations.front());
}

TEST_CASE("what was kept in a workspace gives the trace that its files give, crowds included") {
  const auto data = open_data({});
  REQUIRE(data);
  const std::string path = file("kept.db", "");
  std::filesystem::remove(path);
  std::mt19937 random(5);
  std::set<std::string> rows;  // in the order in which a store answers
  const auto any = [&](int of) { return std::to_string(random() % static_cast<unsigned>(of)); };
  for (int i = 0; i < 600; ++i) {
    const std::string when = ",2026-08-0" + std::to_string(1 + random() % 9) + ",2026-08-2" + any(9) + ",pdns\n";
    const std::string name = (random() % 3 == 0 ? "www.n" : "n") + any(500) + ".example";
    rows.insert(name + ",resolves-to,192.0.2." + any(250) + when);
    if (i % 6 == 0) rows.insert("192.0.2." + any(250) + ",serves-certificate,c" + any(80) + when);
    if (i % 9 == 0) rows.insert(name + ",registered-by,r" + any(60) + when);
    if (i % 3 == 0) rows.insert(name + ",delegated-to,ns" + any(2) + ".example" + when);  // a crowd
    if (i % 40 == 0) rows.insert("192.0.2." + any(250) + ",is,commercial VPN" + when);
    if (i % 50 == 0) rows.insert(name + ",used-relay,203.0.113." + any(4) + when);
  }
  std::string text = "subject,relation,object,from,to,source\n";
  for (const std::string& row : rows) text += row;
  const std::string csv = file("many-rows.csv", text);
  {
    Workspace workspace = Workspace::open(path, Access::write).value();
    const auto first = import_observations(*data, workspace, PeekedFile::open(csv, {}).value(), {}, {}, {}, {});
    REQUIRE(first);
    CHECK(first->kept == rows.size());
    CHECK(first->file.shape.unusable == 0);
    const auto again = import_observations(*data, workspace, PeekedFile::open(csv, {}).value(), {}, {}, {}, {});
    REQUIRE(again);
    CHECK(again->kept == 0);
    std::size_t links = 0, not_followed = 0;
    for (int seed = 0; seed < 40; ++seed) {
      TraceRequest request;
      request.seeds = {"n" + std::to_string(seed) + ".example"};
      request.carriers = seed % 2 == 0 ? 200 : 20;
      request.nodes = 2000;  // all that is near: of those equally near either way may take others
      const auto kept = trace_files(*data, &workspace, request);
      request.observations = {csv};
      const auto read = trace_files(*data, nullptr, request);
      REQUIRE(kept);
      REQUIRE(read);
      CHECK(kept->nodes.size() == read->nodes.size());
      for (const TraceNode& node : read->nodes) {
        if (node.role != TraceRole::relay) CHECK(p_of(*kept, node.id) == doctest::Approx(node.p).epsilon(1e-9));
      }
      links += read->links.size();
      not_followed += read->counts.not_followed;
    }
    CHECK(links > 1000);
    CHECK(not_followed > 20);
  }
  std::filesystem::remove(csv);
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path + ending);
}
