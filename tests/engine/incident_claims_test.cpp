// Real incidents by what the ledger says of them, and traces that reach clusters: the whole way from files.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <unistd.h>

#include "engine/trace.h"
#include "engine/weigh_case.h"
#include "shipped.h"

using namespace whence;
using doctest::Approx;

namespace {

Case incident_of(const std::string& yaml) {
  auto incident = case_from(shipped(), yaml, "case.yaml", {});
  REQUIRE_MESSAGE(incident, incident.error().message);
  return std::move(incident).value();
}

Answer answer_to(const Case& incident, WeighOptions options = {}) {
  options.robustness = false;
  auto answer = weigh_case(shipped(), incident, "default", options);
  REQUIRE_MESSAGE(answer, answer.error().message);
  return std::move(answer).value();
}

double share(const Posterior& posterior, const std::string& actor) {
  for (const Share& each : posterior.shares) {
    if (each.hypothesis.actor.value_or("") == actor) return each.probability.value();
  }
  return 0.0;
}

const Posterior& level(const Answer& answer, Level wanted) {
  const auto found = std::find_if(answer.levels.begin(), answer.levels.end(),
                                  [&](const Posterior& each) { return each.level == wanted; });
  REQUIRE(found != answer.levels.end());
  return *found;
}

const Posterior& states(const Answer& answer, const std::string& column) {
  const auto found = std::find_if(answer.columns.begin(), answer.columns.end(),
                                  [&](const Column& each) { return each.name == column; });
  REQUIRE(found != answer.columns.end());
  return found->sponsor;
}

const std::string head = "case: test\nvictim: {sector: energy}\nevidence:\n";
const std::string poland =
    "  - {id: c1, claim: \"ledger#L125\"}\n"
    "  - {id: c2, claim: \"ledger#L126\"}\n"
    "  - {id: c3, claim: \"ledger#L127\"}\n";

struct Observations {
  std::string path = std::filesystem::temp_directory_path() / ("whence-observations-" + std::to_string(getpid()));
  explicit Observations(const std::string& rows) {
    std::ofstream(path) << "subject,relation,object,first_seen,last_seen,source\n" << rows;
  }
  ~Observations() { std::filesystem::remove(path); }
};

Answer traced_answer(const Case& incident, const std::string& rows) {
  const Observations file(rows);
  TraceRequest request;
  request.observations = {file.path};
  const auto trace = trace_case(shipped(), incident, request);
  REQUIRE_MESSAGE(trace, trace.error().message);
  auto links = traced_of(shipped(), *trace, incident);
  REQUIRE(links);
  WeighOptions options;
  options.traced.push_back(std::move(links).value());
  return answer_to(incident, options);
}

}  // namespace

// Poland, December 2025: a company names a group of one service, a CERT a group of another; both of one state.
TEST_CASE("two statements that differ in the service and agree on the state leave the service open") {
  const Answer before = answer_to(incident_of(head + "  - {id: e1, technique: T1078, grade: A2}\n"));
  const Answer after = answer_to(incident_of(head + "  - {id: e1, technique: T1078, grade: A2}\n" + poland));
  CHECK(share(level(after, Level::sponsor), "RU") > .4);
  CHECK(share(level(after, Level::sponsor), "RU") > 2.0 * share(level(before, Level::sponsor), "RU"));
  CHECK(share(states(after, "+ official accusers"), "RU") > share(states(after, "+ catalogues' labels"), "RU"));
  CHECK(share(level(after, Level::organisation), "RU-GRU") < .5);
  CHECK(share(level(after, Level::organisation), "RU-FSB") < .5);
  CHECK(share(level(after, Level::organisation), "RU-FSB") > share(level(before, Level::organisation), "RU-FSB"));
  for (const Share& each : level(before, Level::cluster).shares) {
    CHECK(share(level(after, Level::cluster), each.hypothesis.actor.value_or("")) == each.probability.value());
  }
  const auto of_incident = [](const Assertion& each) { return each.of_incident; };
  CHECK(std::count_if(after.assertions.begin(), after.assertions.end(), of_incident) >= 3);
  CHECK(std::none_of(before.assertions.begin(), before.assertions.end(), of_incident));
}

TEST_CASE("a statement on the incident can be left out by its item and by its row") {
  const Case incident = incident_of(head + poland);
  const double all = share(level(answer_to(incident), Level::sponsor), "RU");
  WeighOptions by_item, by_row;
  by_item.without = {{"c3"}};
  by_row.without = {{"L127"}};
  CHECK(share(level(answer_to(incident, by_item), Level::sponsor), "RU") < all);
  CHECK(share(level(answer_to(incident, by_row), Level::sponsor), "RU") <=
        share(level(answer_to(incident, by_item), Level::sponsor), "RU"));
  WeighOptions unknown;
  unknown.without = {{"L999"}};
  CHECK_FALSE(weigh_case(shipped(), incident, "default", unknown));
}

// Ukraine, January 2022, and Estonia, 2007: what was taken back does not count.
TEST_CASE("an accusation of the incident that its speaker took back counts for nothing") {
  const std::string item = "  - {id: e1, technique: T1078}\n";
  const Answer neither = answer_to(incident_of(head + item));
  const Answer both =
      answer_to(incident_of(head + item + "  - {claim: \"ledger#L060\"}\n  - {claim: \"ledger#L157\"}\n"));
  CHECK(share(level(both, Level::sponsor), "BY") <= share(level(neither, Level::sponsor), "BY"));
  CHECK(share(level(both, Level::sponsor), "RU") > 1.1 * share(level(neither, Level::sponsor), "RU"));
  const Answer first = answer_to(incident_of(head + item + "  - {claim: \"ledger#L060\"}\n"));
  CHECK(share(level(first, Level::sponsor), "BY") > 2.0 * share(level(neither, Level::sponsor), "BY"));
  const Answer estonia =
      answer_to(incident_of(head + item + "  - {claim: \"ledger#L001\"}\n  - {claim: \"ledger#L002\"}\n"));
  CHECK(share(level(estonia, Level::sponsor), "RU") ==
        Approx(share(level(neither, Level::sponsor), "RU")).epsilon(.05));
}

TEST_CASE("an object of the case that a trace ties to one on record as a cluster's speaks for that cluster") {
  const Case incident = incident_of(head + "  - {id: e1, indicator: mail-drafts.example, grade: A1}\n");
  const std::string rows =
      "mail-drafts.example,has-key,k1,2026-05-01,2026-05-20,own\n"
      "other.example,has-key,k1,2026-05-01,2026-05-20,own\n";
  const double before = share(level(answer_to(incident), Level::cluster), "G0065");
  const Answer not_told = traced_answer(incident, rows);
  CHECK(share(level(not_told, Level::cluster), "G0065") == Approx(before));
  const Answer told = traced_answer(incident, rows + "other.example,recorded-as,APT40,2026,,a report\n");
  CHECK(share(level(told, Level::cluster), "G0065") > 3.0 * before);
  REQUIRE(told.bearings.size() == 1);
  CHECK(told.bearings.front().note.find("other.example") != std::string::npos);
  CHECK(told.bearings.front().note.find("common control") != std::string::npos);
  const Answer unknown = traced_answer(incident, rows + "other.example,recorded-as,Nobody Known,2026,,a report\n");
  CHECK(share(level(unknown, Level::cluster), "G0065") == Approx(before));
}

TEST_CASE("an object that a trace finds to be a relay speaks of its clients in part and of no operator") {
  const Case incident = incident_of(head + "  - {id: e1, indicator: 203.0.113.7, grade: A1, seen: 2026-08-02}\n");
  const double before = share(level(answer_to(incident), Level::cluster), "G0065");
  const std::string rows = "203.0.113.7,is,ORB,,,own\n";
  const Answer relay = traced_answer(incident, rows + "203.0.113.7,recorded-as,APT40,2026,,a report\n");
  CHECK(share(level(relay, Level::cluster), "G0065") == Approx(before));
  const Answer client = traced_answer(incident, rows + "203.0.113.7,used-by,APT40,2026-08-01,2026-08-09,a report\n");
  CHECK(share(level(client, Level::cluster), "G0065") > before);
  CHECK(share(level(client, Level::cluster), "G0065") < 3.0 * before);
  const Answer earlier = traced_answer(incident, rows + "203.0.113.7,used-by,APT40,2025-01-01,2025-01-09,a report\n");
  CHECK(share(level(earlier, Level::cluster), "G0065") <= share(level(client, Level::cluster), "G0065"));
}
