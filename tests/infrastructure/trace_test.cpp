#include "infrastructure/trace.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "fixture.h"
#include "prob/interval.h"

using namespace whence;
using namespace whence::fixture;

namespace {

std::optional<Day> first_of(int year, unsigned month) {
  return Day(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(1));
}

std::string digits(double value, int places) { return fmt::format("{:.{}f}", value, places); }

TraceSettings everything_counts() {
  TraceSettings other = settings();
  other.nested_once = false;
  return other;
}

// The link by which a node is tied to one nearer to the seeds; one that says nothing where there is none.
TraceLink link_of(const Trace& trace, const std::string& node, const std::string& relation) {
  for (const TraceLink& link : trace.links) {
    if (trace.nodes[link.a].id == node && link.relation == relation) return link;
  }
  MESSAGE("no link of ", node, " by ", relation, " among ", trace.links.size());
  return {};
}

}  // namespace

TEST_CASE("likelihood ratios of shared objects are those of the model, to the digits printed there") {
  struct Row {
    std::string what;
    double f, s, floor, days;  // s and floor below 0: the table's
    std::string wanted;
    int places = 1;
  };
  const Row rows[] = {{"tor-exit", 0.90, -1, -1, 0, "1.03", 2},
                      {"commercial-vpn", 0.25, -1, -1, 0, "1.9"},
                      {"shared-network", 0.30, -1, -1, 0, "1.9"},
                      {"contractor-network", 0.075, -1, -1, 0, "4.5"},
                      {"compromised-router", 0.01, -1, -1, 0, "5.7"},
                      {"bulletproof-hosting", 0.05, -1, -1, 0, "6.8"},
                      {"as-number", 0.12, -1, -1, 0, "2.8"},
                      {"dedicated-ip", 1e-5, -1, -1, 0, "30.7"},
                      {"certificate", 2e-6, -1, -1, 20, "47.0"},
                      {"certificate", 2e-6, -1, -1, 0, "50.7"},
                      {"commercial-vpn", 0.25, 0.50, 0.05, 0, "2.2"},
                      {"compromised-router", 0.01, 0.50, 0.05, 0, "8.8"},
                      {"bulletproof-hosting", 0.05, 0.30, 0.02, 0, "5.0"},
                      {"registrant", 1e-5, -1, -1, 0, "25.7"}};
  for (const Row& row : rows) {
    CAPTURE(row.what);
    REQUIRE(shared_object_named(settings().objects, row.what) != nullptr);
    SharedObject sharing = *shared_object_named(settings().objects, row.what);
    if (row.s >= 0) sharing.s = row.s;
    if (row.floor >= 0) sharing.floor = row.floor;
    CHECK(digits(sharing_ratio(sharing, row.f, row.days), row.places) == row.wanted);
  }
}

TEST_CASE("the worked example comes out to the printed digits") {
  const Trace found = traced({"d1"}, worked_example());
  CHECK(found.method == "exact");
  CHECK(digits(p_of(found, "d2"), 3) == "0.237");
  CHECK(digits(p_of(found, "d3"), 3) == "0.097");
  CHECK(digits(p_of(found, "x6"), 3) == "0.041");
  CHECK(digits(p_of(found, "d5"), 3) == "0.036");
  CHECK(p_of(found, "d1") == 1.0);
  CHECK(digits(link_of(found, "d2", "resolves-to").ratio, 1) == "30.7");
  CHECK(digits(link_of(found, "d3", "serves-certificate").ratio, 1) == "47.0");
  CHECK(link_of(found, "d3", "serves-certificate").days_apart == 20);
  CHECK(digits(link_of(found, "x6", "registered-by").ratio, 1) == "25.7");
  CHECK(digits(link_of(found, "d5", "used-relay").ratio, 1) == "1.8");
  CHECK(digits(link_of(found, "d2", "in-asn").ratio, 1) == "7.5");
  CHECK(link_of(found, "d2", "in-asn").not_counted == "follows from the same address");
}

TEST_CASE("the trap: two weak hosting facts of one nest outrank a rare certificate only if both are counted") {
  auto hosting_of_two = worked_example();
  std::erase_if(hosting_of_two,
                [](const Observation& each) { return each.subject == "ip1" && each.relation == "in-asn"; });
  const Trace naive = traced({"d1"}, hosting_of_two, everything_counts());
  CHECK(digits(p_of(naive, "d4"), 3) == "0.131");
  CHECK(p_of(naive, "d4") > p_of(naive, "d3"));
  const Trace found = traced({"d1"}, worked_example());
  CHECK(digits(p_of(found, "d4"), 3) == "0.055");
  CHECK(p_of(found, "d4") < p_of(found, "d3"));
  CHECK(digits(link_of(found, "d4", "delegated-to").ratio, 1) == "2.6");
  CHECK(link_of(found, "d4", "delegated-to").not_counted == "of one nest with the same AS, which says more");
}

TEST_CASE("one more rare and independent link decides the worked example") {
  auto more = worked_example();
  for (const char* name : {"d1", "d2"}) more.push_back(seen(name, "has-key", "k1", "2026-05-15"));
  more.push_back(seen("k1", "share", "0.00035"));
  const Trace found = traced({"d1"}, more);
  CHECK(digits(link_of(found, "d2", "has-key").ratio, 0) == "150");
  CHECK(digits(p_of(found, "d2"), 2) == "0.98");
}

TEST_CASE("what an address carries is one fact for all that share the address") {
  std::vector<Observation> rows = {seen("d1", "resolves-to", "ip1"), seen("d2", "resolves-to", "ip1")};
  const double before = p_of(traced({"d1"}, rows), "d2");
  rows.push_back(seen("ip1", "serves-certificate", "c1"));
  rows.push_back(seen("ip1", "has-fingerprint", "j1"));
  rows.push_back(seen("ip1", "in-asn", "AS1"));
  CHECK(p_of(traced({"d1"}, rows), "d2") == before);
  // A certificate on two addresses is a fact of its own.
  rows.push_back(seen("d3", "resolves-to", "ip2"));
  rows.push_back(seen("ip2", "serves-certificate", "c1"));
  CHECK(p_of(traced({"d1"}, rows), "d3") > 0.4);
}

TEST_CASE("a crowd on one hub stays a crowd of strangers, however large") {
  for (const int crowd : {2, 20, 150}) {
    std::vector<Observation> rows = {seen("d0", "in-asn", "AS1")};
    for (int i = 1; i <= crowd; ++i) rows.push_back(seen(fmt::format("d{}", i), "in-asn", "AS1"));
    const Trace found = traced({"d0"}, rows);
    CAPTURE(crowd);
    for (int i = 1; i <= crowd; ++i) CHECK(p_of(found, fmt::format("d{}", i)) < 0.06);
  }
}

TEST_CASE("a value that too many have is not followed, and still counts between those found otherwise") {
  std::vector<Observation> rows = {seen("d0", "resolves-to", "ip1"), seen("d1", "resolves-to", "ip1")};
  for (int i = 0; i < 300; ++i) rows.push_back(seen(fmt::format("d{}", i), "delegated-to", "ns"));
  const Trace found = traced({"d0"}, rows);
  CHECK(found.counts.not_followed == 1);
  CHECK(p_of(found, "d299") == -1.0);
  CHECK(link_of(found, "d1", "delegated-to").ratio > 1.0);
}

TEST_CASE("steps, nodes and time bound the neighbourhood") {
  std::vector<Observation> rows;
  for (int i = 0; i < 6; ++i) {
    rows.push_back(seen(fmt::format("d{}", i), "registered-by", fmt::format("r{}", i), "2026-05-01"));
    rows.push_back(seen(fmt::format("d{}", i + 1), "registered-by", fmt::format("r{}", i), "2026-05-01"));
  }
  const Trace found = traced({"d0"}, rows);
  CHECK(p_of(found, "d3") > 0.0);
  CHECK(p_of(found, "d4") == -1.0);
  TraceSettings few = settings();
  few.nodes = 2;
  const Trace cut = traced({"d0"}, rows, few);
  CHECK(cut.counts.full);
  CHECK(p_of(cut, "d2") == -1.0);
  TraceInput later;
  later.name = "case";
  later.seeds = {{"d0", {}, {}}};
  later.observations = rows;
  later.window = {first_of(2026, 7), first_of(2026, 8)};
  const Trace none = trace(std::move(later), settings(), [](std::string_view text, std::string_view kind) {
    return ObjectName{std::string(text), std::string(kind.empty() ? "name" : kind), {}, !kind.empty(), false};
  });
  CHECK(none.counts.outside_window == rows.size());
  CHECK(none.nodes.size() == 1);
}

TEST_CASE("older sharing says less") {
  double last = 1.0;
  for (const char* when : {"2026-05-01", "2026-06-01", "2026-09-01", "2027-09-01"}) {
    const double p = p_of(
        traced({"d1"}, {seen("d1", "resolves-to", "ip1", "2026-05-01"), seen("d2", "resolves-to", "ip1", when)}), "d2");
    CAPTURE(when);
    CHECK(p < last);
    CHECK(p >= 0.02 - 1e-9);
    last = p;
  }
}

TEST_CASE("the order of the observations changes no chance") {
  auto rows = worked_example();
  const Trace first = traced({"d1"}, rows);
  Random random(7);
  for (int round = 0; round < 20; ++round) {
    for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[random.below(i)]);
    const Trace again = traced({"d1"}, rows);
    for (const TraceNode& node : first.nodes) {
      if (node.role != TraceRole::relay) CHECK(p_of(again, node.id) == doctest::Approx(node.p).epsilon(1e-12));
    }
  }
}

TEST_CASE(
    "on 1,000 random cases the bounds hold the exact answer; propagation is within .04 of it on the mean, .5 at "
    "worst") {
  Random random(11);
  const char* relations[] = {"resolves-to", "serves-certificate", "registered-by", "in-asn", "has-fingerprint"};
  TraceSettings loopy = settings();
  loopy.width = 1;
  double worst = 0.0;
  double sum = 0.0;
  std::size_t compared = 0;
  for (int round = 0; round < 1000; ++round) {
    std::vector<Observation> rows;
    const std::size_t nodes = 3 + random.below(6);
    for (std::size_t k = 0; k < nodes * 3; ++k) {
      const std::size_t relation = random.below(5);
      rows.push_back(seen(fmt::format("d{}", random.below(nodes)), relations[relation],
                          fmt::format("v{}-{}", relation, random.below(nodes / 2 + 1))));
    }
    rows.push_back(seen("d0", relations[0], "v0-0"));
    const Trace exact = traced({"d0"}, rows);
    const Trace other = traced({"d0"}, rows, loopy);
    REQUIRE(exact.method == "exact");
    for (const TraceNode& node : other.nodes) {
      const double truth = p_of(exact, node.id);
      REQUIRE(node.low <= truth + 1e-9);
      REQUIRE(node.high >= truth - 1e-9);
      if (other.method == "exact" || node.role != TraceRole::candidate) continue;
      worst = std::max(worst, std::abs(node.p - truth));
      sum += std::abs(node.p - truth);
      ++compared;
    }
  }
  MESSAGE(compared, " chances by propagation: mean error ", sum / static_cast<double>(compared), ", worst ", worst);
  CHECK(compared > 100);
  CHECK(sum / static_cast<double>(compared) < 0.04);
  CHECK(worst < 0.5);
}

TEST_CASE("a seed that is itself a shared value joins those that have it") {
  const Trace found = traced({"c1"}, {seen("d1", "serves-certificate", "c1"), seen("d2", "serves-certificate", "c1")});
  CHECK(p_of(found, "d1") == p_of(found, "d2"));
  CHECK(p_of(found, "d1") > 0.4);
}

TEST_CASE("the next look-up is what few have and a seed has") {
  const Trace found = traced({"d1"}, worked_example());
  REQUIRE(!found.pivots.empty());
  CHECK(found.pivots.front().id == "ip1");
  for (const TracePivot& pivot : found.pivots) CHECK(pivot.id != "exit");
  for (std::size_t i = 1; i < found.pivots.size(); ++i) CHECK(found.pivots[i].score <= found.pivots[i - 1].score);
}
