#include "infrastructure/intermediaries.h"

#include <cmath>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "fixture.h"

using namespace whence;
using namespace whence::fixture;

namespace {

struct Row {
  std::string name, relay_class;
  std::vector<std::string> clients;  // on record at the time
  std::string share;                 // stated; empty: the class's
};

// Ten relays that others use as well, ten that only this case is known to have used.
const Row relays[] = {
    {"onion exit", "tor-exit", {"A", "B", "C"}, ""},
    {"VPN exit", "commercial-vpn", {"A", "B"}, ""},
    {"VPN exit, small", "commercial-vpn", {"A"}, "2/40"},
    {"large relay network", "shared-network", {"A", "B", "C", "D"}, "12/40"},
    {"relay network", "ORB", {"A", "B"}, ""},
    {"contractor", "contractor-network", {"A", "B", "C"}, ""},
    {"contractor, two clients", "contractor ORB", {"A", "B"}, "2/40"},
    {"open proxy", "open proxy", {"A"}, ""},
    {"bullet-proof hoster", "bulletproof hosting", {"A", "B"}, ""},
    {"cloud", "public cloud", {"A", "B"}, ""},
    {"router, nobody known", "SOHO router", {}, ""},
    {"router, seen once", "hijacked router", {}, "1/1000"},
    {"exit, nobody known", "Tor", {}, ""},
    {"VPN, nobody known", "VPN", {}, ""},
    {"network, nobody known", "proxy network", {}, ""},
    {"network, share stated", "relay network", {}, "0.05"},
    {"contractor, nobody known", "contractor relay network", {}, ""},
    {"hoster, nobody known", "bulletproof AS", {}, ""},
    {"cloud, nobody known", "cloud AS", {}, ""},
    {"proxy, nobody known", "public proxy", {}, ""},
};

Trace with_relay(const Row& row) {
  std::vector<Observation> rows = {seen("case", "used-relay", "r", "2026-08-02/2026-08-05"),
                                   seen("stranger", "used-relay", "r", "2026-08-03"), seen("r", "is", row.relay_class)};
  if (!row.share.empty()) rows.push_back(seen("r", "share", row.share));
  for (const std::string& client : row.clients) rows.push_back(seen("r", "used-by", client, "2026-08"));
  return traced({"case"}, rows);
}

}  // namespace

TEST_CASE("no share moves by more than the likelihood ratio of the relay") {
  for (const Row& row : relays) {
    const Trace found = with_relay(row);
    CAPTURE(row.name);
    REQUIRE(found.intermediaries.size() == 1);
    const Intermediary& relay = found.intermediaries.front();
    const double odds = p_of(found, "stranger") / (1.0 - p_of(found, "stranger"));
    CHECK(odds <= 0.02 / 0.98 * relay.ratio + 1e-12);
    CHECK(odds >= 0.02 / 0.98 - 1e-12);
    CHECK(relay.ratio >= 1.0);
    double sum = relay.unlisted;
    for (const RelayClient& client : relay.clients) {
      CHECK(client.nats <= std::log(relay.ratio) + 1e-12);
      CHECK(client.share <= 0.5);
      sum += client.share;
    }
    CHECK(sum == doctest::Approx(1.0));
    CHECK(relay.clients.size() == row.clients.size());
    CHECK_FALSE(relay.reveals.empty());
    CHECK_FALSE(relay.hides.empty());
    CHECK(relay.about == "who ran it: nothing on record");
  }
}

TEST_CASE("what a provider's relay says goes to its clients in proportion to their use, never to one of them alone") {
  const std::vector<Observation> rows = {seen("case", "used-relay", "r", "2026-08-02/2026-08-05"),
                                         seen("r", "is", "contractor ORB"),
                                         seen("r", "operated-by", "front one"),
                                         seen("front one", "used-by", "A", "2026-07/2026-08"),
                                         seen("front one", "used-by", "A", "2026-08"),
                                         seen("front one", "used-by", "B", "2026-08"),
                                         seen("front one", "used-by", "C", "2024-01/2024-03")};
  const Trace found = traced({"case"}, rows);
  REQUIRE(found.intermediaries.size() == 1);
  const Intermediary& relay = found.intermediaries.front();
  REQUIRE(relay.clients.size() == 3);
  CHECK(relay.clients[0].name == "A");
  CHECK(relay.clients[0].share == doctest::Approx(2.0 * relay.clients[1].share));
  CHECK(relay.clients[2].not_counted == "not seen there at that time");
  CHECK(relay.clients[2].share == 0.0);
  CHECK(relay.unlisted == doctest::Approx(1.0 - 0.8 * 0.5));
  CHECK(relay.about == "who ran it: front one (test)");
}

TEST_CASE("where two providers are named, each has half") {
  const Trace found =
      traced({"case"}, {seen("case", "used-relay", "r"), seen("r", "is", "ORB"), seen("r", "operated-by", "x"),
                        seen("r", "operated-by", "y"), seen("x", "used-by", "A"), seen("y", "used-by", "B")});
  const Intermediary& relay = found.intermediaries.front();
  REQUIRE(relay.clients.size() == 2);
  CHECK(relay.clients[0].share == relay.clients[1].share);
  CHECK(relay.clients[0].share == doctest::Approx(0.4 * 0.5));
}

TEST_CASE("a relay as a seed is used by the case, and is not the operator's") {
  const Trace found =
      traced({"r", "d1"}, {seen("r", "is", "Tor exit"), seen("d2", "used-relay", "r"), seen("d3", "resolves-to", "r")});
  CHECK(p_of(found, "d1") == 1.0);
  CHECK(p_of(found, "d2") < 0.022);
  CHECK(p_of(found, "d3") < 0.022);
  CHECK(p_of(found, "case test") == 1.0);
  CHECK(p_of(found, "r") == -1.0);
}

TEST_CASE("twelve clients on record make a relay as common as twelve of those tracked") {
  std::vector<Observation> rows = {seen("case", "used-relay", "r"), seen("r", "is", "contractor ORB")};
  for (int i = 0; i < 12; ++i) rows.push_back(seen("r", "used-by", fmt::format("client {}", i)));
  CHECK(traced({"case"}, rows).intermediaries.front().share == doctest::Approx(0.3));
}
