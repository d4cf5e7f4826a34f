#include "attribution/combine/priors.h"

#include <cmath>
#include <numeric>

#include "attribution/cases.h"

using namespace whence;
using doctest::Approx;

namespace {

PriorSet priors_of(std::string_view country) {
  return priors_for(bench().against.published, bench().against.counts, bench().priors, bench().against.settings,
                    country);
}

const ClusterPrior& named(const PriorSet& set, const std::string& id) {
  for (const ClusterPrior& prior : set.priors) {
    if (id_of(prior) == id) return prior;
  }
  FAIL("no prior ", id);
  return set.priors.front();
}

// Two clusters with a report each from publishers of S1 (three of four) and S2; the first works for S1, the other for
// nobody on record.
struct Invented {
  Priors priors;
  Catalogue counts;
  PublicRecord record;
  Settings settings = bench().against.settings;

  Invented() {
    priors.states = {"S1", "S2", "S3"};
    priors.alliances = {{"TREATY", {"S1", "S3"}}};
    counts.clusters.resize(2);
    for (CataloguedCluster& cluster : counts.clusters) cluster.reports = 4.0;
    record.sponsor = {"S1", ""};
    record.victims = {{}, {"S2"}};
    record.reports = {{"S1", {0}}, {"S1", {1}}, {"S1", {1}}, {"S2", {1}}, {"", {0}}};
    settings.rho = .2;
    settings.alpha = .5;
    settings.omega = {1.0, .5, .1, .03};
    settings.coverage_least = .1;
  }
  PriorSet of(std::string_view country) const { return priors_for(record, counts, priors, settings, country); }
};

}  // namespace

TEST_CASE("every prior sums to one and the visibility of one is the catalogue's") {
  for (const char* country : {"", "US", "NZ", "JP", "CN", "RU", "IR", "VE", "XA"}) {
    const PriorSet set = priors_of(country);
    for (const ClusterPrior& prior : set.priors) {
      double sum = 0.0;
      for (const double share : prior.log_share) sum += std::exp(share);
      CHECK(sum == Approx(1.0));
    }
    const ClusterPrior& base = set.priors.front();
    const ClusterPrior& same = named(set, "visibility-1");
    for (std::size_t k = 0; k < base.log_share.size(); ++k) CHECK(same.log_share[k] == Approx(base.log_share[k]));
  }
}

TEST_CASE("visibility by hand: a side's own operations are told less often, and what is not told is nobody's") {
  const PriorSet set = Invented().of("");
  // Three of four reports with a known publisher are by S1: own_S1 = own_S3 = 3/4, own_S2 = 1/4.
  const double s1 = 1.0 - .5 * .75, s2 = 1.0 - .5 * .25;
  const double counted = .5 + 3 * .5 + 2 + 3;  // others, three states, two reports on S1's cluster, three on nobody's
  const double corrected = .5 + .5 / s1 + .5 / s2 + .5 / s1 + 2 / s1 + 3;
  const double first = .4 / s1, second = .4, nobody = .2 * corrected / counted;
  const std::vector<double>& share = named(set, "visibility-0.5").log_share;
  const double sum = first + second + nobody;
  CHECK(std::exp(share[0]) == Approx(first / sum));
  CHECK(std::exp(share[1]) == Approx(second / sum));
  CHECK(std::exp(share[2]) == Approx(nobody / sum));
}

TEST_CASE("the smaller omega, the more a publisher's own side and nobody we know gain") {
  const PriorSet set = priors_of("");
  double own = 0.0, nobody = 0.0;
  std::size_t favoured = 0;
  for (std::size_t k = 0; k < bench().against.published.sponsor.size(); ++k) {
    if (bench().against.published.sponsor[k] == "US") favoured = k;
  }
  for (const char* id : {"visibility-1", "visibility-0.3", "visibility-0.1", "visibility-0.03"}) {
    const std::vector<double>& share = named(set, id).log_share;
    CHECK(std::exp(share[favoured]) > own);
    CHECK(std::exp(share.back()) > nobody);
    own = std::exp(share[favoured]);
    nobody = std::exp(share.back());
  }
}

TEST_CASE("the catalogue's prior does not apply where own and allied publishers wrote little") {
  struct Row {
    const char* country;
    bool applies;
  };
  const Row rows[] = {{"", true},    {"XA", true},  {"US", true},  {"GB", true},  {"NZ", true},
                      {"PL", true},  {"JP", true},  {"KR", true},  {"CN", false}, {"RU", false},
                      {"IR", false}, {"VE", false}, {"IL", false}, {"UA", false}, {"KE", false}};
  for (const Row& row : rows) {
    INFO(row.country);
    const PriorSet set = priors_of(row.country);
    CHECK(set.not_applicable.empty() == row.applies);
    CHECK(set.priors.front().name == (row.applies ? "catalogue" : "uniform"));
    CHECK(set.priors.size() == (row.applies ? 6 : 5));
  }
}

TEST_CASE("an answer says when the catalogue's prior does not apply, and cannot be made under it") {
  Case incident = case_of({"T1566.002", "T1190", "China Chopper"});
  incident.victim.country = "VE";
  auto answer = weigh(incident, shipped_knowledge(), bench().against, bench().priors);
  REQUIRE(answer);
  REQUIRE_FALSE(answer.value().doubts.empty());
  CHECK(answer.value().doubts.front().text.starts_with("catalogue prior not applicable to this victim class"));
  CHECK(answer.value().priors.front().name == "uniform");
  WeighOptions options;
  options.prior = "catalogue";
  const auto refused = weigh(incident, shipped_knowledge(), bench().against, bench().priors, options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("not applicable") != std::string::npos);
  options.prior = "visibility-0.1";
  CHECK(weigh(incident, shipped_knowledge(), bench().against, bench().priors, options));
}

TEST_CASE("exchanging two states everywhere exchanges their visibility and nothing else") {
  Invented one;
  Invented other;
  const auto swapped = [](std::string& state) { state = state == "S1" ? "S2" : state == "S2" ? "S1" : state; };
  for (PublicReport& report : other.record.reports) swapped(report.publisher);
  for (std::string& state : other.record.sponsor) swapped(state);
  for (Alliance& alliance : other.priors.alliances) {
    for (std::string& state : alliance.members) swapped(state);
  }
  const PriorSet a = one.of(""), b = other.of("");
  for (std::size_t i = 0; i < a.priors.size(); ++i) {
    for (std::size_t h = 0; h < 3; ++h) CHECK(a.priors[i].log_share[h] == Approx(b.priors[i].log_share[h]));
  }
}

TEST_CASE("states are on one side by treaty, not by a friend's friend") {
  const std::vector<Alliance>& alliances = bench().priors.alliances;
  struct Row {
    const char *a, *b;
    bool same;
  };
  const Row rows[] = {{"US", "GB", true}, {"JP", "US", true},  {"JP", "GB", false}, {"RU", "BY", true},
                      {"CN", "KP", true}, {"CN", "RU", false}, {"IR", "IR", true},  {"IN", "US", false}};
  for (const Row& row : rows) {
    CHECK(same_side(alliances, row.a, row.b) == row.same);
    CHECK(same_side(alliances, row.b, row.a) == row.same);
  }
}
