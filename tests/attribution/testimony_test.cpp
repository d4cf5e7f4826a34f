// docs/model.md 3.2 and 3.3: what an accusation is worth, and what several of one origin are worth together.
#include "attribution/links/testimony.h"

#include <cmath>
#include <vector>

#include "attribution/cases.h"
#include "attribution/link_claims.h"
#include "attribution/links/links.h"

using namespace whence;
using doctest::Approx;

namespace {

double ratio(const Standing& standing) { return std::exp(testimony_nats(standing, bench().model())); }

Vote vote(const char* source, double nats, bool own) { return {"S1", "", false, "joint", source, nats, own}; }

}  // namespace

TEST_CASE("rung and nearness to the facts give the published likelihood ratios") {
  struct Row {
    int rung;
    double own, shared, bystander;
  };
  for (const Row& row : {Row{1, 2.4, 1.7, 1.2}, Row{2, 4.4, 2.7, 1.6}, Row{3, 6.4, 3.7, 1.9}, Row{4, 7.9, 4.5, 2.2},
                         Row{5, 12.4, 6.7, 2.9}}) {
    CAPTURE(row.rung);
    CHECK(ratio({row.rung, Knows::own}) == Approx(row.own).epsilon(.02));
    CHECK(ratio({row.rung, Knows::shared}) == Approx(row.shared).epsilon(.02));
    CHECK(ratio({row.rung, Knows::bystander}) == Approx(row.bystander).epsilon(.03));
  }
  CHECK(testimony_nats({0, Knows::own}, bench().model()) == 0.0);
}

TEST_CASE("each condition multiplies the rate of false accusations as the table says") {
  const Settings& model = bench().model();
  const auto factor = [&](Standing standing) { return false_rate(standing, model) / false_rate({3}, model); };
  Standing standing{3};
  standing.shows = Shows::nothing;
  CHECK(factor(standing) == Approx(1.5));
  standing.at_war = true;
  CHECK(factor(standing) == Approx(3.0));
  standing.answers = true;
  CHECK(factor(standing) == Approx(4.5));
  standing.shows = Shows::checkable;
  CHECK(factor(standing) == Approx(2.1));
  standing.taken_back = 1;
  standing.not_taken_back = 0;
  CHECK(factor(standing) == Approx(2.1 * (2.0 / 11.0) / .1));
  standing.taken_back = 0;
  standing.not_taken_back = 10;
  CHECK(factor(standing) == Approx(2.1 * .5));
}

TEST_CASE(
    "what a speaker took back lowers what it says, what stands raises it, and nothing turns it into its opposite") {
  double last = testimony_nats({3, Knows::own, Shows::nothing, true, true, 0, 0}, bench().model());
  for (std::size_t back = 1; back < 40; ++back) {
    const double now = testimony_nats({3, Knows::own, Shows::nothing, true, true, back, 0}, bench().model());
    CHECK(now <= last);
    CHECK(now > 0.0);
    last = now;
  }
  for (std::size_t kept = 1; kept < 40; ++kept) {
    const double now = testimony_nats({3, Knows::own, Shows::nothing, true, true, 40, kept}, bench().model());
    CHECK(now >= last);
    last = now;
  }
}

TEST_CASE("of one origin the strongest counts whole, others only in part and with findings of their own") {
  LinkSettings settings = as_of(Day{});
  settings.corroborated = .15;
  settings.origin_cap = 3.0;
  CHECK(of_origin({vote("a", 1.0, false), vote("b", 2.0, false)}, settings) == Approx(2.0));
  CHECK(of_origin({vote("a", 1.0, true), vote("b", 2.0, false)}, settings) == Approx(2.15));
  CHECK(of_origin({vote("a", 1.0, true), vote("b", 2.0, true)}, settings) == Approx(2.15));
  CHECK(of_origin({vote("b", 2.0, true), vote("b", 1.0, true)}, settings) == Approx(2.0));
  CHECK(of_origin(std::vector<Vote>(13, vote("a", 2.0, true)), settings) == Approx(2.0));
  std::vector<Vote> many;
  const std::vector<std::string> names{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"};
  for (const std::string& name : names) many.push_back(vote(name.c_str(), 2.0, true));
  CHECK(of_origin(many, settings) == Approx(3.0));
}
