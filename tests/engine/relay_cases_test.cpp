// Twenty cases with a relay, a contractor or a front, from the case file and the observations to the shares.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include "engine/trace.h"
#include "engine/weigh_case.h"
#include "format/page_trace.h"
#include "shipped.h"

using namespace whence;

namespace {

struct Row {
  std::string name;
  std::string via;       // the class as the case says; empty: an observation says it
  std::string stated;    // the class as an observation says
  std::string provider;  // "name:class", the class may be empty
  std::vector<std::string> clients;
  std::string when = "2026-08";  // the clients were seen there
  std::string more;              // a further item of the case
};

const std::string software = "  - {id: e2, software: BADFLICK, origin: own forensics}\n";
const std::string techniques = "  - {id: e2, technique: T1090, origin: own forensics}\n";

// Ten that others used too, ten of which nobody else is on record.
const Row rows[] = {
    {"onion exit", "Tor exit", "", "", {"Leviathan", "Lazarus Group", "Turla"}, "2026-08", ""},
    {"VPN", "commercial VPN", "", "", {"Leviathan", "Turla"}, "2026-08", techniques},
    {"relay network", "ORB", "", "", {"Leviathan", "HAFNIUM", "Turla", "Kimsuky"}, "2026-08", software},
    {"contractor's network", "contractor ORB", "", "", {"Leviathan", "Turla"}, "2026-08", ""},
    {"proxy", "", "open proxy", "", {"Turla"}, "2026-08", techniques},
    {"hoster", "", "bulletproof hosting", "", {"Kimsuky", "Lazarus Group"}, "2026-08", software},
    {"router", "", "SOHO router", "", {"HAFNIUM"}, "2026-08", ""},
    {"by its contractor", "", "contractor ORB", "a firm:contractor", {"Leviathan", "Turla"}, "2026-08", ""},
    {"by a front", "", "ORB", "a shop:front company", {"Lazarus Group"}, "2026-08", techniques},
    {"clients of another year", "ORB", "", "", {"Leviathan", "Turla"}, "2021-03", software},
    {"onion exit, alone", "Tor exit", "", "", {}, "", ""},
    {"VPN, alone", "commercial VPN", "", "", {}, "", techniques},
    {"network, alone", "relay network", "", "", {}, "", software},
    {"contractor's network, alone", "contractor relay network", "", "", {}, "", ""},
    {"proxy, alone", "", "public proxy", "", {}, "", techniques},
    {"hoster, alone", "", "bulletproof AS", "", {}, "", ""},
    {"router, alone", "", "hijacked router", "", {}, "", software},
    {"contractor without clients", "", "contractor ORB", "a firm:contractor", {}, "", ""},
    {"provider of no class", "", "ORB", "a firm:", {}, "", techniques},
    {"cloud, alone", "cloud", "", "", {}, "", ""},
};

std::string case_text(const Row& row) {
  return fmt::format(
      "case: {}\nexercise: true\nvictim: {{name: an office, country: XA}}\nevidence:\n"
      "  - {{id: e1, indicator: 203.0.113.7, origin: own logs, seen: 2026-08-02{}}}\n{}",
      row.name, row.via.empty() ? "" : ", via: " + row.via, row.more);
}

std::string observations_text(const Row& row) {
  std::string text = "subject,relation,object,first_seen,last_seen,source\n";
  const auto add = [&](const std::string& subject, const char* relation, const std::string& object,
                       const std::string& when) {
    text += fmt::format("{},{},{},{},,an invented report\n", subject, relation, object, when);
  };
  if (!row.stated.empty()) add("203.0.113.7", "is", row.stated, "");
  const std::string provider = row.provider.substr(0, row.provider.find(':'));
  if (!provider.empty()) {
    add("203.0.113.7", "operated-by", provider, "");
    if (!row.provider.ends_with(':')) add(provider, "is", row.provider.substr(provider.size() + 1), "");
  }
  for (const std::string& client : row.clients)
    add(provider.empty() ? "203.0.113.7" : provider, "used-by", client, row.when);
  return text;
}

struct Weighed {
  Trace trace;
  Posterior before, after;
};

Weighed weighed(const Row& row) {
  const auto path = std::filesystem::temp_directory_path() / fmt::format("relay-case-{}.csv", getpid());
  std::ofstream(path) << observations_text(row);
  TraceRequest request;
  request.observations = {path.string()};
  const auto incident = case_from(shipped(), case_text(row), "case.yaml", {});
  REQUIRE_MESSAGE(incident, incident.error().message);
  auto found = trace_case(shipped(), *incident, request);
  std::filesystem::remove(path);
  REQUIRE_MESSAGE(found, found.error().message);
  const auto links = traced_of(shipped(), *found, *incident);
  REQUIRE(links);
  WeighOptions options;
  options.robustness = false;
  const auto before = weigh_case(shipped(), *incident, "default", options);
  options.traced = {*links};
  const auto after = weigh_case(shipped(), *incident, "default", options);
  REQUIRE_MESSAGE(before, before.error().message);
  REQUIRE_MESSAGE(after, after.error().message);
  return {std::move(*found), before->levels.front(), after->levels.front()};
}

double share(const Posterior& level, const std::optional<std::string>& actor) {
  for (const Share& each : level.shares) {
    if (each.hypothesis.actor == actor) return each.probability.value();
  }
  return 0.0;
}

}  // namespace

TEST_CASE("in twenty cases with an intermediary no share moves by more than its likelihood ratio allows") {
  std::size_t moved = 0;
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Weighed found = weighed(row);
    REQUIRE(!found.trace.intermediaries.empty());
    const Intermediary& relay = found.trace.intermediaries.front();
    CHECK(relay.id == "203.0.113.7");
    CHECK(relay.clients.size() == row.clients.size());
    CHECK(relay.ratio < 10.0);
    REQUIRE(found.before.shares.size() > 20);
    for (const Share& each : found.before.shares) {
      const double p = each.probability.value(), q = share(found.after, each.hypothesis.actor);
      if (p < 1e-9) continue;
      REQUIRE(q > 0.0);
      const double change = std::log(q / (1.0 - q)) - std::log(p / (1.0 - p));
      CAPTURE(each.hypothesis.actor.value_or("not on record"));
      CHECK(std::abs(change) <= std::log(relay.ratio) + 1e-9);
      moved += std::abs(change) > 1e-3 ? 1U : 0U;
    }
    if (row.clients.empty() || row.when != "2026-08") {
      // Nobody was there at that time: whoever it was stays as it was.
      for (const Share& each : found.before.shares)
        CHECK(share(found.after, each.hypothesis.actor) == doctest::Approx(each.probability.value()));
    }
  }
  CHECK(moved > 10);
}

TEST_CASE("a contractor and a front behind a relay stand beside it, with whose orders they take") {
  for (const Row& row : rows) {
    if (!row.name.starts_with("by ")) continue;
    CAPTURE(row.name);
    const Trace found = weighed(row).trace;
    REQUIRE(found.intermediaries.size() == 2);
    const Intermediary& behind = found.intermediaries[1];
    CHECK(behind.id == row.provider.substr(0, row.provider.find(':')));
    CHECK((behind.relay_class == "contractor" || behind.relay_class == "front-company"));
    CHECK(behind.used_by == std::vector<std::string>{"203.0.113.7"});
    CHECK_FALSE(behind.reveals.empty());
    for (const Intermediary& each : found.intermediaries) {
      REQUIRE(each.still_says.size() == 3);
      CHECK(each.still_says[0].whom == "operator");
      CHECK(each.still_says[0].nats == doctest::Approx(std::log(each.ratio)));
      CHECK(each.still_says[2].whom == "tasker");
      CHECK(each.still_says[2].nats > 0.0);
      CHECK(each.still_says[2].nats <= std::log(each.ratio));
      for (const RelayClient& client : each.clients) CHECK(client.tasks);
    }
    // ln[1 + .8 · 29]: one provider is named, right with .8.
    CHECK(found.intermediaries[0].still_says[1].nats == doctest::Approx(3.186).epsilon(0.001));
    CHECK(behind.still_says[1].nats == 0.0);
    const std::string page = trace_page(found, {});
    for (const char* part :
         {"\n   operator    at most +", "\n   provider    at most +3.2 nats: a ",
          "\n   provider    nothing: nobody on record", "\n   tasker      at most +", "\n   reveals     "})
      CHECK_MESSAGE(page.find(part) != std::string::npos, part, page);
  }
}

TEST_CASE("of a relay without clients on record only its sharing says anything") {
  const Trace found = weighed(rows[12]).trace;
  REQUIRE(found.intermediaries.size() == 1);
  const std::vector<RelaySays>& says = found.intermediaries.front().still_says;
  REQUIRE(says.size() == 3);
  CHECK(says[0].nats == doctest::Approx(std::log(1.93)).epsilon(0.01));
  CHECK(says[1].nats == 0.0);
  CHECK(says[2].nats == 0.0);
}
