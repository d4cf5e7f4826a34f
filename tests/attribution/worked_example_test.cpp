#include <cmath>

#include "attribution/behaviour/catalogue.h"
#include "attribution/behaviour/likelihood.h"
#include "attribution/cases.h"

using namespace whence;
using doctest::Approx;

namespace {

const std::vector<std::string> six = {"T1566.002", "T1190", "T1505.003", "T1583.001", "T1041", "T1059.001"};

std::vector<std::string> with(std::vector<std::string> values, std::initializer_list<std::string> more) {
  values.insert(values.end(), more);
  return values;
}

Answer weighed(const std::vector<std::string>& values, const Priors& priors) {
  auto answer = weigh(case_of(values), shipped_knowledge(), priors);
  REQUIRE_MESSAGE(answer, answer.error().message);
  return std::move(answer).value();
}

double two_digits(double share) { return std::round(share * 100.0) / 100.0; }

}  // namespace

TEST_CASE("the worked example comes out as published, to two digits") {
  const Priors priors = shipped_priors("worked-example");
  struct Row {
    std::vector<std::string> values;
    double unknown, leviathan, hafnium;
  };
  const Row rows[] = {{six, .46, .01, -1},
                      {with(six, {"China Chopper"}), .35, .10, .24},
                      {with(six, {"China Chopper", "BADFLICK"}), .10, .84, .02},
                      {with(six, {"China Chopper", "BADFLICK", "MURKYTOP"}), -1, .99, -1}};
  for (const Row& row : rows) {
    const Answer answer = weighed(row.values, priors);
    const Posterior& clusters = answer.levels.front();
    CHECK(two_digits(share_of(clusters, "G0065")) == Approx(row.leviathan));
    if (row.unknown >= 0) CHECK(two_digits(share_of(clusters, "")) == Approx(row.unknown));
    if (row.hafnium >= 0) CHECK(two_digits(share_of(clusters, "G0125")) == Approx(row.hafnium));
  }
  CHECK(share_of(weighed(rows[3].values, priors).levels.front(), "G0065") == Approx(.995).epsilon(.001));
}

TEST_CASE("the worked example's likelihood ratios are the published ones") {
  const Catalogue counts = catalogue(shipped_knowledge());
  const auto model = settings(shipped_priors("worked-example").parameters);
  REQUIRE(model);
  const auto place = std::find_if(counts.clusters.begin(), counts.clusters.end(), [](const CataloguedCluster& cluster) {
    return shipped_knowledge().groups()[cluster.group].id == "G0065";
  });
  const auto k = static_cast<std::size_t>(place - counts.clusters.begin());
  for (const std::string& technique : six) {
    const double nats = technique_weights(counts, model.value(), *shipped_knowledge().item(technique))[k];
    CHECK(nats >= .075);
    CHECK(nats <= .545);
  }
  CHECK(software_weights(counts, model.value(), *shipped_knowledge().item("S0020"), 0)[k] ==
        Approx(2.21).epsilon(.002));
  CHECK(software_weights(counts, model.value(), *shipped_knowledge().item("S0642"), 0)[k] ==
        Approx(3.36).epsilon(.002));
}

TEST_CASE("at the third row one item carries the answer and the word is held at likely") {
  const Answer answer = weighed(with(six, {"China Chopper", "BADFLICK"}), shipped_priors("worked-example"));
  REQUIRE(answer.flip.size == 1);
  REQUIRE(answer.flip.sets.size() == 2);
  const std::string chopper = "e7";
  const std::string badflick = "e8";
  CHECK(answer.flip.sets[0] == std::vector<EvidenceId>{{badflick}});  // the one that takes most comes first
  CHECK(answer.flip.sets[1] == std::vector<EvidenceId>{{chopper}});
  CHECK(answer.flip.then_leads == "not in the catalogue");
  CHECK(two_digits(answer.flip.then_share.value()) == Approx(.35));
  WeighOptions options;
  options.without = {{chopper}};
  const auto without = weigh(answer.incident, shipped_knowledge(), shipped_priors("worked-example"), options);
  REQUIRE(without);
  CHECK(two_digits(share_of(without->levels.front(), "")) == Approx(.42));
  CHECK_FALSE(answer.headline.established);
  CHECK(answer.levels.front().shares.front().words != "very likely");
  CHECK(answer.confidence.word == "low");
}

TEST_CASE("planted evidence weighs as published") {
  Priors priors = shipped_priors("worked-example");
  const std::vector<std::string> values = with(six, {"China Chopper", "BADFLICK"});
  priors.parameters = priors.parameters.with("phi", .02);
  CHECK(share_of(weighed(values, priors).levels.front(), "G0065") == Approx(.836).epsilon(.001));
  priors.parameters = priors.parameters.with("phi", .1);
  priors.software_classes.push_back({"S0642", "public-tool"});  // as if BADFLICK had leaked
  std::sort(priors.software_classes.begin(), priors.software_classes.end(),
            [](const auto& a, const auto& b) { return a.software < b.software; });
  const Answer leaked = weighed(values, priors);
  CHECK(share_of(leaked.levels.front(), "G0065") == Approx(.745).epsilon(.001));
  CHECK(two_digits(leaked.deception.posterior.value()) == Approx(.11));
}

TEST_CASE("one more malware family is worth far more than one more technique") {
  const Answer answer = weighed(with(six, {"China Chopper"}), shipped_priors("worked-example"));
  double software = -1;
  double technique = -1;
  for (const Collect& next : answer.next) {
    if (next.what == "identify one more malware family") software = next.bits;
    if (next.what == "one more technique") technique = next.bits;
  }
  CHECK(two_digits(software) == Approx(1.28));
  CHECK(two_digits(technique) == Approx(.02));
}
