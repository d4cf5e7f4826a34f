#include "attribution/links/ladder.h"

#include <doctest/doctest.h>

#include "attribution/cases.h"
#include "attribution/link_claims.h"

using namespace whence;
using doctest::Approx;

namespace {

const Day today = day(2025, 6, 1);
const LinkSettings now = as_of(today);

const Responsibility& shipped_ties() {
  static const Priors priors = shipped_priors("default");
  return priors.responsibility;
}

std::vector<Parent> on(Level level, const std::vector<LinkClaim>& claims, const char* cluster,
                       const Belief& belief = {}) {
  const Ladder ladder(claims, now, shipped_ties(), belief);
  return parents_on(ladder.paths(cluster), level, ladder);
}

// What is told of a state's part, were it behind the cluster.
ModeShares part(const std::vector<LinkClaim>& claims, const char* cluster, const char* state) {
  ModeShares sum{};
  double whole = 0.0;
  const Ladder ladder(claims, now, shipped_ties(), {});
  for (const Path& path : ladder.paths(cluster)) {
    if (path.state != state) continue;
    whole += path.share;
    for (std::size_t mode = 0; mode < modes; ++mode) sum[mode] += path.share * path.says[mode];
  }
  for (double& each : sum) each /= whole;
  return sum;
}

double told(const ModeShares& says, Mode mode) { return says[static_cast<std::size_t>(mode)]; }

LinkClaim firm(const char* child, const char* name, const char* source, const char* origin, double nats) {
  return claim(Level::operator_, child, name, source, origin, today, nats);
}

// A firm that a court says works for two bodies of one state on orders, and for itself.
std::vector<LinkClaim> contractor() {
  LinkClaim self = claim(Level::organisation, "firm", std::string(own_account).c_str(), "court", "charges", today, 2.5);
  self.tie = "own-account";
  return {firm("G", "firm", "court", "charges", 2.5),
          body_claim("firm", "ministry one", "S1", "court", "charges", today, 2.5, "contractor"),
          body_claim("firm", "ministry two", "S1", "court", "charges", today, 2.5, "contractor"), self};
}

std::vector<LinkClaim> swapped_states(std::vector<LinkClaim> claims, const std::string& a, const std::string& b) {
  const auto swap = [&](std::string& name) { name = name == a ? b : name == b ? a : name; };
  for (LinkClaim& each : claims) {
    swap(each.state);
    swap(each.state_name);
    if (each.level == Level::sponsor) swap(each.parent), swap(each.parent_name);
  }
  return claims;
}

}  // namespace

// Poland, December 2025, by the whole ladder: bodies make the state likely and none of them is named.
TEST_CASE("two bodies of one state: the state is likely and no body reaches even odds") {
  const std::vector<LinkClaim> claims = {body_claim("G-a", "army service", "S1", "first", "first", today, 8.0),
                                         body_claim("G-b", "security service", "S1", "second", "second", today, 8.0)};
  const std::vector<double> share = {.40, .42, .18};
  const std::vector<Parent> of_nobody = {{"S1", "S1", .35}};
  const auto state =
      carried_up(share, {on(Level::sponsor, claims, "G-a"), on(Level::sponsor, claims, "G-b"), of_nobody});
  CHECK(share_of(state, "S1") == Approx(.84).epsilon(.005));
  const auto body = carried_up(share, {on(Level::organisation, claims, "G-a"), on(Level::organisation, claims, "G-b")});
  CHECK(share_of(body, "army service") == Approx(.38).epsilon(.005));
  CHECK(share_of(body, "security service") == Approx(.40).epsilon(.005));
  CHECK(undecided_between(body) == "one of 2 organisations, none above ~.40");
}

TEST_CASE("a contractor that serves two bodies and itself: none is named, and the part is ordered, not executed") {
  const auto claims = contractor();
  const auto operators = on(Level::operator_, claims, "G");
  CHECK(share_of(operators, "firm") > .9);
  const auto bodies = on(Level::organisation, claims, "G");
  CHECK(share_of(bodies, "ministry one") == Approx(share_of(bodies, "ministry two")));
  CHECK(share_of(bodies, "ministry one") < .5);
  CHECK(share_of(bodies, own_account) > .1);
  const auto states = on(Level::sponsor, claims, "G");
  CHECK(share_of(states, "S1") < .6);  // half of what is said of the firm: it also works for itself
  CHECK(share_of(states, own_account) > .3);
  const ModeShares says = part(claims, "G", "S1");
  CHECK(told(says, Mode::contracted) > .6);
  CHECK(told(says, Mode::executed) == 0.0);
}

TEST_CASE("two states asserted for one cluster are both shown, neither is picked") {
  const std::vector<LinkClaim> claims = {claim(Level::sponsor, "G", "S1", "a", "a", today, 1.9),
                                         claim(Level::sponsor, "G", "S2", "b", "b", today, 1.9)};
  const auto states = on(Level::sponsor, claims, "G");
  REQUIRE(states.size() == 2);
  CHECK(share_of(states, "S1") == share_of(states, "S2"));
  CHECK(share_of(states, "S1") < .5);
}

TEST_CASE("a body asserted by one speaker does not hide the other state that another asserts") {
  const std::vector<LinkClaim> claims = {body_claim("G", "service", "S1", "a", "a", today, 1.9),
                                         claim(Level::sponsor, "G", "S2", "b", "b", today, 1.9)};
  CHECK(share_of(on(Level::sponsor, claims, "G"), "S2") > .4);
  CHECK(share_of(on(Level::organisation, claims, "G"), "service") < .5);
  CHECK(share_of(on(Level::organisation, claims, "G"), "service") <= share_of(on(Level::sponsor, claims, "G"), "S1"));
}

TEST_CASE("who names another state, or takes back what he said, no longer stands for the body he named before") {
  const Day before = day(2022, 1, 14);
  const LinkClaim first = body_claim("G", "service", "S1", "speaker", "V1", before, 1.9);
  LinkClaim other = claim(Level::sponsor, "G", "S2", "speaker", "V2", today, 1.9);
  CHECK(share_of(on(Level::organisation, {first}, "G"), "service") > .7);
  CHECK(on(Level::organisation, {first, other}, "G").empty());
  CHECK(share_of(on(Level::sponsor, {first, other}, "G"), "S1") == 0.0);
  CHECK(share_of(on(Level::sponsor, {first, other}, "G"), "S2") > .8);
  LinkClaim back = claim(Level::sponsor, "G", "S1", "speaker", "V2", today, 1.9);
  back.withdraws = true;
  CHECK(on(Level::sponsor, {first, back}, "G").empty());
  CHECK(on(Level::organisation, {first, back}, "G").empty());
  // Another speaker's claim stands.
  CHECK(share_of(on(Level::sponsor, {first, back, claim(Level::sponsor, "G", "S1", "ally", "A", today, 1.9)}, "G"),
                 "S1") > .8);
}

TEST_CASE("a less exact later statement of the same speaker leaves the body standing") {
  const std::vector<LinkClaim> claims = {body_claim("G", "service", "S1", "speaker", "V1", day(2021, 7, 19), 1.9),
                                         claim(Level::sponsor, "G", "S1", "speaker", "V2", today, 1.9)};
  CHECK(share_of(on(Level::organisation, claims, "G"), "service") > .7);
}

TEST_CASE("to deny a body is not to deny its state") {
  std::vector<LinkClaim> claims = {body_claim("G", "service", "S1", "a", "a", today, 1.9)};
  const double state = share_of(on(Level::sponsor, claims, "G"), "S1");
  const double body = share_of(on(Level::organisation, claims, "G"), "service");
  claims.push_back(body_claim("G", "service", "S1", "analyst", "b", today, 1.5));
  claims.back().denies = true;
  CHECK(share_of(on(Level::sponsor, claims, "G"), "S1") == Approx(state));
  CHECK(share_of(on(Level::organisation, claims, "G"), "service") < body);
}

TEST_CASE("without a claim there is no way up, and what is not official stands without governments") {
  CHECK(on(Level::sponsor, {}, "G").empty());
  std::vector<LinkClaim> claims = contractor();
  CHECK(on(Level::sponsor, claims, "other").empty());
  CHECK(on(Level::sponsor, claims, "G", {false}).empty());
  claims.push_back(claim(Level::sponsor, "G", "S1", "catalogue", "catalogue", today, 1.0));
  claims.back().official = false;
  CHECK(share_of(on(Level::sponsor, claims, "G", {false}), "S1") > .5);
  CHECK(on(Level::operator_, claims, "G", {false}).empty());
}

TEST_CASE("the shares of a cluster's ways sum to one, and a body never outweighs its state") {
  std::vector<LinkClaim> claims = contractor();
  claims.push_back(firm("G", "other firm", "ally", "A", 1.0));
  claims.push_back(body_claim("other firm", "bureau", "S2", "ally", "A", today, 1.2, "front"));
  claims.push_back(claim(Level::sponsor, "G", "S3", "third", "T", today, .7));
  claims.push_back(body_claim("G", "ministry one", "S1", "fourth", "F", today, 1.1, "unit"));
  const Ladder ladder(claims, now, shipped_ties(), {});
  double sum = 0.0;
  for (const Path& path : ladder.paths("G")) {
    sum += path.share;
    CHECK(path.share >= -1e-12);
    CHECK((path.body.empty() || path.body == own_account) != (!path.body.empty() && !path.state.empty()));
  }
  CHECK(sum == Approx(1.0).epsilon(1e-9));
  const auto states = on(Level::sponsor, claims, "G");
  const auto bodies = on(Level::organisation, claims, "G");
  CHECK(share_of(bodies, "ministry one") + share_of(bodies, "ministry two") <= share_of(states, "S1") + 1e-12);
  CHECK(share_of(bodies, "bureau") <= share_of(states, "S2") + 1e-12);
  CHECK(share_of(states, "S1") <= 1.0 - now.step_unknown + 1e-12);
}

TEST_CASE("what is told of a state's part is what the ties tell, and nothing where they tell nothing") {
  struct Row {
    const char* tie;
    Mode most;
  };
  for (const Row& row : {Row{"unit", Mode::executed}, Row{"front", Mode::executed}, Row{"contractor", Mode::contracted},
                         Row{"tolerated", Mode::tolerated}}) {
    CAPTURE(row.tie);
    const ModeShares says = part({body_claim("G", "service", "S1", "a", "a", today, 1.9, row.tie)}, "G", "S1");
    for (std::size_t mode = 0; mode < modes; ++mode) CHECK(says[mode] <= told(says, row.most));
    CHECK(told(says, row.most) > .4);
  }
  const ModeShares silent = part({body_claim("G", "service", "S1", "a", "a", today, 1.9)}, "G", "S1");
  for (const double each : silent) CHECK(each == 0.0);
}

TEST_CASE("two states swapped in the claims swap the answer at every level, to the last bit") {
  std::vector<LinkClaim> claims = contractor();
  claims.push_back(claim(Level::sponsor, "G", "S2", "b", "b", today, 1.1));
  claims.push_back(body_claim("G", "bureau", "S2", "c", "c", today, .8, "unit"));
  const auto swapped = swapped_states(claims, "S1", "S2");
  for (const auto& [state, mirror] : {std::pair{"S1", "S2"}, std::pair{"S2", "S1"}}) {
    CHECK(share_of(on(Level::sponsor, claims, "G"), state) == share_of(on(Level::sponsor, swapped, "G"), mirror));
    CHECK(part(claims, "G", state) == part(swapped, "G", mirror));
  }
  CHECK(on(Level::organisation, claims, "G") == on(Level::organisation, swapped, "G"));
  CHECK(on(Level::operator_, claims, "G") == on(Level::operator_, swapped, "G"));
}

TEST_CASE("a whole answer mirrors two states that are swapped in its links") {
  const Priors& priors = bench().priors;
  Background against = bench().against;
  against.links = {claim(Level::sponsor, "G0065", "S1", "a", "a", today, 1.9),
                   body_claim("G0065", "service", "S2", "b", "b", today, 1.3, "unit"),
                   firm("G0125", "firm", "a", "c", 2.0),
                   body_claim("firm", "ministry", "S1", "a", "c", today, 2.0, "contractor")};
  const Case incident = case_of({"T1190", "China Chopper", "BADFLICK"});
  const auto before = weigh(incident, shipped_knowledge(), against, priors);
  against.links = swapped_states(against.links, "S1", "S2");
  const auto after = weigh(incident, shipped_knowledge(), against, priors);
  REQUIRE((before && after));
  REQUIRE(before->levels.size() == 4);
  const Posterior& sponsor = before->levels.back();
  REQUIRE(sponsor.shares.size() == 3);
  for (const Share& share : sponsor.shares) {
    const std::string mirror = !share.hypothesis.actor ? "" : *share.hypothesis.actor == "S1" ? "S2" : "S1";
    CHECK(share_of(after->levels.back(), mirror) == share.probability.value());
  }
  CHECK(share_of(before->levels[1], "firm") == share_of(after->levels[1], "firm"));
  CHECK(share_of(before->levels[1], "firm") > 0.0);
  CHECK(before->parts.size() == 2);
  for (const StatePart& part : before->parts) {
    double sum = 0.0;
    for (const Share& mode : part.modes) sum += mode.probability.value();
    CHECK(sum == Approx(1.0));
    CHECK_FALSE(part.modes.back().hypothesis.actor.has_value());
  }
  bool disputed = false;
  for (const Doubt& doubt : before->doubts)
    disputed = disputed || doubt.text.find("2 states are asserted") != std::string::npos;
  CHECK(disputed);
}

TEST_CASE("every figure above the cluster says who asserts it, and none is said to have measured skill") {
  const Priors& priors = bench().priors;
  Background against = bench().against;
  for (const LinkClaim& each : contractor()) {
    against.links.push_back(each);
    if (each.child == "G") against.links.back().child = "G0065";
  }
  const auto answer = weigh(case_of({"T1190", "BADFLICK", "MURKYTOP"}), shipped_knowledge(), against, priors);
  REQUIRE(answer);
  for (const Posterior& level : answer->levels) {
    if (level.level == Level::cluster) continue;
    REQUIRE_FALSE(level.shares.empty());
    for (const Share& share : level.shares) {
      CHECK_FALSE(share.skill_measured);
      CHECK(share.low <= share.probability);
      CHECK(share.probability <= share.high);
      if (share.hypothesis.actor) CHECK(share.words.starts_with("as asserted "));
    }
  }
  // Of the way in, the tools and the relay nothing names an operator.
  REQUIRE(answer->roles.size() == 1);
  CHECK(answer->roles.front().role == Role::supplied);
}

TEST_CASE("an item about a relay, the way in or a tool's maker names no operator") {
  const Priors priors = shipped_priors("default");
  Case incident = case_of({"T1190", "BADFLICK"});
  incident.evidence[0].role = Role::admitted;
  Evidence exit;
  exit.kind = EvidenceKind::indicator;
  exit.value = "203.0.113.7";
  exit.via = "commercial VPN";
  exit.role = Role::relayed;
  const auto before = weigh(incident, shipped_knowledge(), priors);
  incident.evidence.push_back(exit);
  const auto answer = weigh(incident, shipped_knowledge(), priors);
  REQUIRE((before && answer));
  for (const Share& share : before->levels.front().shares) {
    CHECK(share_of(answer->levels.front(), share.hypothesis.actor.value_or("")) == share.probability.value());
  }
  CHECK(answer->incident.evidence[0].not_used == "bears on who opened the way, not on the operator");
  REQUIRE(answer->roles.size() == 3);
  CHECK(answer->roles[0].role == Role::supplied);
  CHECK(answer->roles[1].role == Role::relayed);
  CHECK(answer->roles[2].role == Role::admitted);
}

TEST_CASE("what items say of states moves bodies and operators with their state, and clusters not at all") {
  const Priors& priors = bench().priors;
  Background against = bench().against;
  against.links = {body_claim("G0065", "service", "CN", "a", "a", today, 3.0, "unit"),
                   body_claim("G0125", "bureau", "BR", "b", "b", today, 3.0, "unit"),
                   firm("G0065", "firm", "a", "a", 3.0)};
  Case incident = case_of({"T1190", "China Chopper", "BADFLICK"});
  const auto before = weigh(incident, shipped_knowledge(), against, priors);
  incident.evidence.push_back(item("Portuguese"));
  incident.evidence.back().kind = EvidenceKind::language;
  incident.evidence.back().more.medium = "text";
  const auto after = weigh(incident, shipped_knowledge(), against, priors);
  REQUIRE((before && after));
  CHECK(share_of(before->levels[0], "G0065") == share_of(after->levels[0], "G0065"));
  CHECK(share_of(after->levels[3], "BR") > share_of(before->levels[3], "BR"));
  CHECK(share_of(after->levels[3], "CN") < share_of(before->levels[3], "CN"));
  CHECK(share_of(after->levels[2], "bureau") > share_of(before->levels[2], "bureau"));
  CHECK(share_of(after->levels[1], "firm") < share_of(before->levels[1], "firm"));
  for (const auto& [body, state] : {std::pair{"service", "CN"}, std::pair{"bureau", "BR"}}) {
    CHECK(share_of(after->levels[2], body) <= share_of(after->levels[3], state));
  }
}
