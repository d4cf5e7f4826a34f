// What would undo the levels above the cluster, and what would help there: docs/model.md 2.8, 2.10.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "attribution/cases.h"
#include "attribution/link_claims.h"
#include "attribution/links/incident_claims.h"

using namespace whence;
using doctest::Approx;

namespace {

const Day today = day(2026, 1, 1);

// Without planted evidence the answer is the branch that flip sets are searched in.
struct Plain {
  Priors priors = shipped_priors("default");
  Background against;

  Plain() {
    for (const char* id : {"phi", "phi_low", "phi_high"}) priors.parameters = priors.parameters.with(id, 0.0);
    auto made = background(shipped_knowledge(), priors);
    REQUIRE(made);
    against = std::move(made).value();
    against.links = {body_claim("G0065", "service", "S1", "a", "first", today, 2.0, "unit"),
                     claim(Level::sponsor, "G0065", "S1", "b", "second", today, 1.5),
                     body_claim("G0125", "bureau", "S2", "c", "third", today, 2.0, "unit"),
                     claim(Level::operator_, "G0065", "firm", "a", "first", today, 1.0)};
  }
  Answer answer(const Case& incident, WeighOptions options = {}) const {
    auto result = weigh(incident, shipped_knowledge(), against, priors, options);
    REQUIRE_MESSAGE(result, result.error().message);
    return std::move(result).value();
  }
};

const Plain& plain() {
  static const Plain value;
  return value;
}

std::string leader(const Answer& answer, Level level) {
  for (const Posterior& posterior : answer.levels) {
    if (posterior.level != level || posterior.shares.empty()) continue;
    return posterior.shares.front().hypothesis.actor.value_or("");
  }
  return "";
}

double leading_share(const Answer& answer, Level level, const std::string& actor) {
  for (const Posterior& posterior : answer.levels) {
    if (posterior.level == level) return share_of(posterior, actor);
  }
  return 0.0;
}

const Case& resembling() {
  static const Case incident = [] {
    Case made = case_of({"T1190", "China Chopper", "BADFLICK", "MURKYTOP"});
    made.evidence.push_back(item("Portuguese"));
    made.evidence.back().kind = EvidenceKind::language;
    made.evidence.back().more.medium = "text";
    return made;
  }();
  return incident;
}

}  // namespace

TEST_CASE("a level's smallest flip sets are those that leaving each item and each statement out finds one by one") {
  const Answer whole = plain().answer(resembling());
  REQUIRE(whole.flips_above.size() >= 1);
  const std::vector<std::string> parts{"e1", "e2", "e3", "e4", "e5", "first", "second", "third"};
  for (const FlipAbove& flip : whole.flips_above) {
    const Level level = flip.leader.level;
    const std::string before = leader(whole, level);
    CAPTURE(before);
    REQUIRE(flip.leader.actor == before);
    const bool by_half = leading_share(whole, level, before) >= .5;
    std::set<std::string> undo;
    for (const std::string& part : parts) {
      WeighOptions options;
      options.robustness = false;
      options.without = {{part}};
      const Answer less = plain().answer(resembling(), options);
      if (leader(less, level) != before || (by_half && leading_share(less, level, before) < .5)) undo.insert(part);
    }
    std::set<std::string> found;
    for (const auto& set : flip.sets) {
      if (set.size() == 1) found.insert(set.front().id);
    }
    CHECK(found == undo);
    if (!undo.empty()) CHECK(flip.size == 1);
  }
}

TEST_CASE("what undoes a level says who leads then, and names the statements of an origin") {
  const Answer whole = plain().answer(resembling());
  bool statements = false;
  for (const FlipAbove& flip : whole.flips_above) {
    CHECK(flip.then_share.value() <= 1.0);
    for (const auto& set : flip.sets) {
      CHECK(set.size() == flip.size);
      for (const FlipPart& part : set) statements = statements || !part.statements.empty();
    }
  }
  CHECK(statements);
}

TEST_CASE(
    "no finding on items tells more of a level than of the clusters it rests on, and one on links tells only above") {
  const Answer whole = plain().answer(case_of({"T1190", "China Chopper", "BADFLICK"}));
  REQUIRE_FALSE(whole.next.empty());
  const auto at = [](const Collect& each, Level level) { return each.by_level[static_cast<std::size_t>(level)]; };
  std::size_t links = 0;
  for (const Collect& each : whole.next) {
    CAPTURE(each.what);
    CHECK(each.bits == *std::max_element(each.by_level.begin(), each.by_level.end()));
    for (const double bits : each.by_level) CHECK(bits >= 0.0);
    if (each.what.find("who stands behind") != std::string::npos) {
      ++links;
      CHECK(at(each, Level::cluster) == Approx(0.0).epsilon(1e-9));
      CHECK(at(each, Level::organisation) > 0.0);
      CHECK(each.level != Level::cluster);
      continue;
    }
    if (each.what.starts_with("learn whether")) continue;  // its two outcomes need not average to the present
    for (const Level level : {Level::operator_, Level::organisation, Level::sponsor}) {
      CHECK(at(each, level) <= at(each, Level::cluster) + 1e-9);
    }
  }
  CHECK(links == 1);
}

TEST_CASE("one more piece of software is worth more than one more technique, and who used a relay more than that") {
  Case incident = case_of({"T1190", "China Chopper", "BADFLICK"});
  Evidence relay = item("203.0.113.7");
  relay.kind = EvidenceKind::indicator;
  relay.via = "compromised router";
  incident.evidence.push_back(relay);
  std::map<std::string, double> bits;
  for (const Collect& each : plain().answer(incident).next) bits[each.what] = each.bits;
  CHECK(bits.at("identify one more malware family") > 10.0 * bits.at("one more technique"));
  CHECK(bits.at("learn who used e4 (203.0.113.7)") > 10.0 * bits.at("one more technique"));
}

TEST_CASE("what is said of the incident moves the levels above, alike for every state, and no cluster") {
  const Case incident = case_of({"T1190", "China Chopper", "BADFLICK"});
  const Answer before = plain().answer(incident);
  for (const char* state : {"S1", "S2"}) {
    WeighOptions options;
    options.said = {claim(Level::sponsor, std::string(this_incident), state, "a", "said", today, 2.0)};
    options.said.front().state = state;
    options.said.front().state_nats = 2.0;
    options.said.front().official = true;
    const Answer after = plain().answer(incident, options);
    CAPTURE(state);
    CHECK(leading_share(after, Level::sponsor, state) > leading_share(before, Level::sponsor, state));
    for (const Share& share : before.levels.front().shares) {
      CHECK(share_of(after.levels.front(), share.hypothesis.actor.value_or("")) == share.probability.value());
    }
    options.testimony = false;
    CHECK(leading_share(plain().answer(incident, options), Level::sponsor, state) ==
          leading_share(plain().answer(incident, WeighOptions{.testimony = false}), Level::sponsor, state));
  }
}

TEST_CASE("two statements that name two bodies of one state make the state likelier and neither body the answer") {
  const Case incident = case_of({"T1190"});
  WeighOptions options;
  options.said = {body_claim(std::string(this_incident), "service", "S1", "a", "one", today, 2.0, "unit"),
                  body_claim(std::string(this_incident), "bureau two", "S1", "b", "two", today, 2.0, "unit")};
  for (LinkClaim& each : options.said) each.state_nats = 1.5;
  const Answer before = plain().answer(incident);
  const Answer after = plain().answer(incident, options);
  CHECK(leading_share(after, Level::sponsor, "S1") > 2.0 * leading_share(before, Level::sponsor, "S1"));
  CHECK(leading_share(after, Level::organisation, "service") < .5);
  CHECK(leading_share(after, Level::organisation, "bureau two") < .5);
}
