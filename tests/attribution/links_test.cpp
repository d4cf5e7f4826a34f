#include <doctest/doctest.h>

#include "attribution/link_claims.h"

using namespace whence;
using doctest::Approx;

namespace {

std::vector<Parent> parents_of(const std::vector<LinkClaim>& claims, const char* child, Level level, Day today) {
  return parents(standing_claims(claims, child, level), as_of(today));
}

}  // namespace

// Poland, December 2025: two analysts name two groups of one state. The state is likely, neither organisation is.
TEST_CASE("two groups of one state make the state likely and leave the organisation open") {
  const Day then = day(2026, 2, 1);
  const std::vector<LinkClaim> claims = {
      claim(Level::sponsor, "G-a", "state", "first", "first", then, 8.0),
      claim(Level::sponsor, "G-b", "state", "second", "second", then, 8.0),
      claim(Level::organisation, "G-a", "army service", "first", "first", then, 8.0),
      claim(Level::organisation, "G-b", "security service", "second", "second", then, 8.0)};
  const std::vector<double> share = {.40, .42, .18};
  // Nobody we know has its own distribution over states, here .35 for this one.
  const std::vector<Parent> of_nobody = {{"state", "state", .35}};
  const auto state = carried_up(share, {parents_of(claims, "G-a", Level::sponsor, then),
                                        parents_of(claims, "G-b", Level::sponsor, then), of_nobody});
  CHECK(share_of(state, "state") == Approx(.84).epsilon(.005));
  const auto organisation = carried_up(share, {parents_of(claims, "G-a", Level::organisation, then),
                                               parents_of(claims, "G-b", Level::organisation, then)});
  CHECK(share_of(organisation, "army service") == Approx(.38).epsilon(.005));
  CHECK(share_of(organisation, "security service") == Approx(.40).epsilon(.005));
  CHECK(undecided_between(organisation) == "one of 2 organisations, none above ~.40");
}

// Ukraine, January 2022: one state first, another state's unit later, by the same government and by others.
TEST_CASE("a later claim of the same source replaces its earlier one") {
  const Day later = day(2022, 5, 10);
  const std::vector<LinkClaim> claims = {
      claim(Level::sponsor, "campaign", "neighbour", "victim government", "V1", day(2022, 1, 14), 1.5),
      claim(Level::sponsor, "campaign", "other state", "victim government", "V2", later, 1.5),
      claim(Level::sponsor, "campaign", "other state", "ally", "A", later, 1.0)};
  const auto standing = standing_claims(claims, "campaign", Level::sponsor);
  CHECK(standing.size() == 2);
  const auto now = parents(standing, as_of(later));
  CHECK(share_of(now, "neighbour") == 0.0);
  CHECK(share_of(now, "other state") > .9);
  const auto before = parents_of({claims[0]}, "campaign", Level::sponsor, day(2022, 1, 14));
  CHECK(share_of(before, "neighbour") > .9);
}

// Estonia: one service named two organisations in 2018 and one of them in 2019.
TEST_CASE("of two organisations named together, the one not repeated falls away") {
  const std::vector<LinkClaim> claims = {
      claim(Level::organisation, "G", "security service", "yearbook", "Y18", day(2018, 2, 1), 1.3),
      claim(Level::organisation, "G", "foreign service", "yearbook", "Y18", day(2018, 2, 1), 1.3),
      claim(Level::organisation, "G", "foreign service", "yearbook", "Y19", day(2019, 3, 1), 1.3)};
  const auto first = parents_of({claims[0], claims[1]}, "G", Level::organisation, day(2018, 2, 1));
  CHECK(share_of(first, "security service") == Approx(share_of(first, "foreign service")));
  const auto now = parents_of(claims, "G", Level::organisation, day(2019, 3, 1));
  CHECK(share_of(now, "security service") == 0.0);
  CHECK(share_of(now, "foreign service") > .85);
}

// A contractor that serves two organisations and works on its own account.
TEST_CASE("a contractor that serves two organisations names neither") {
  const Day today = day(2025, 3, 5);
  const std::vector<LinkClaim> claims = {
      claim(Level::organisation, "contractor", "ministry one", "court", "charges", today, 2.5),
      claim(Level::organisation, "contractor", "ministry two", "court", "charges", today, 2.5),
      claim(Level::organisation, "contractor", "itself", "court", "charges", today, 2.0)};
  const auto served = parents_of(claims, "contractor", Level::organisation, today);
  REQUIRE(served.size() == 3);
  CHECK(share_of(served, "ministry one") == share_of(served, "ministry two"));
  CHECK(share_of(served, "ministry one") < .5);
  CHECK(share_of(served, "itself") > .1);
  CHECK_FALSE(undecided_between(served).empty());
}

TEST_CASE("every step leaves something to nobody named, and a denial lowers what it denies") {
  const Day today = day(2024, 1, 1);
  std::vector<LinkClaim> claims = {claim(Level::sponsor, "G", "S", "a", "a", today, 30.0)};
  CHECK(share_of(parents_of(claims, "G", Level::sponsor, today), "S") <= .95);
  claims.front().nats = 1.5;
  const double before = share_of(parents_of(claims, "G", Level::sponsor, today), "S");
  claims.push_back(claim(Level::sponsor, "G", "S", "analyst", "b", today, 1.0, true));
  CHECK(share_of(parents_of(claims, "G", Level::sponsor, today), "S") < before);
  CHECK(parents_of({claims.back()}, "G", Level::sponsor, today).empty());
}

TEST_CASE("claims of one origin count once, and old ones count less") {
  const Day today = day(2024, 1, 1);
  const auto one = parents_of({claim(Level::sponsor, "G", "S", "a", "joint", today, 1.0)}, "G", Level::sponsor, today);
  const auto thirteen = [&] {
    std::vector<LinkClaim> claims;
    for (int i = 0; i < 13; ++i) {
      claims.push_back(claim(Level::sponsor, "G", "S", ("a" + std::to_string(i)).c_str(), "joint", today, 1.0));
    }
    return parents_of(claims, "G", Level::sponsor, today);
  }();
  CHECK(one == thirteen);
  const auto old =
      parents_of({claim(Level::sponsor, "G", "S", "a", "joint", today, 1.0)}, "G", Level::sponsor, day(2034, 1, 1));
  CHECK(share_of(old, "S") < share_of(one, "S"));
}

TEST_CASE("other names for the same states give the same shares, to the last bit") {
  const Day today = day(2024, 1, 1);
  std::vector<LinkClaim> claims = {claim(Level::sponsor, "G", "AA", "a", "a", today, 1.1),
                                   claim(Level::sponsor, "G", "BB", "b", "b", today, 0.7),
                                   claim(Level::sponsor, "G", "CC", "c", "c", today, 1.9)};
  const auto before = parents_of(claims, "G", Level::sponsor, today);
  const std::vector<std::string> renamed = {"CC", "AA", "BB"};
  for (std::size_t i = 0; i < claims.size(); ++i) claims[i].parent = claims[i].parent_name = renamed[i];
  const auto after = parents_of(claims, "G", Level::sponsor, today);
  for (std::size_t i = 0; i < before.size(); ++i) CHECK(before[i].share == after[i].share);
}
