#include "attribution/behaviour/behaviour.h"

#include <cmath>
#include <map>
#include <set>

#include "attribution/cases.h"
#include "prob/interval.h"

using namespace whence;
using doctest::Approx;

namespace {

struct Past {
  Settings model = settings(shipped_priors("default").parameters).value();
  Record whole = record(shipped_knowledge(), {}, model);
};

const Past& past() {
  static const Past value;
  return value;
}

double value_of(const BehaviourFeatures& features, std::size_t k, BehaviourFeature feature) {
  return features[k][static_cast<std::size_t>(feature)];
}

std::vector<ItemIndex> items_of_a_report(Random& random) {
  const auto& uses = shipped_knowledge().group_uses();
  const GroupUse& pick = uses[random.below(uses.size())];
  std::vector<ItemIndex> items;
  for (const GroupUse& use : uses) {
    if (use.group != pick.group || use.campaign) continue;
    for (const ReferenceIndex reference : use.references) {
      if (reference == pick.references.front() && (items.empty() || items.back() != use.item))
        items.push_back(use.item);
    }
  }
  return items;
}

}  // namespace

TEST_CASE("every feature has a name and is found by it") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < feature_count; ++i) {
    const auto feature = static_cast<BehaviourFeature>(i);
    CHECK(feature_named(name_of(feature)) == feature);
    names.insert(name_of(feature));
  }
  CHECK(names.size() == feature_count);
  CHECK_FALSE(feature_named("no such feature"));
}

TEST_CASE("features of a subset are the features of a smaller incident") {
  Random random(31);
  for (int round = 0; round < 10; ++round) {
    const std::vector<ItemIndex> items = items_of_a_report(random);
    std::vector<char> kept;
    std::vector<ItemIndex> fewer;
    for (const ItemIndex item : items) {
      kept.push_back(random.unit() < .6 ? 1 : 0);
      if (kept.back() != 0) fewer.push_back(item);
    }
    if (fewer.empty()) continue;
    const std::vector<double> ones(items.size(), 1.0);
    const Compared part = Comparison(past().whole, past().model, items, ones).compared(kept);
    const Compared small = Comparison(past().whole, past().model, fewer, std::vector<double>(fewer.size(), 1.0))
                               .compared(std::vector<char>(fewer.size(), 1));
    for (std::size_t k = 0; k < part.features.size(); ++k) {
      for (std::size_t j = 0; j < feature_count; ++j) {
        CHECK(part.features[k][j] == Approx(small.features[k][j]).epsilon(1e-9));
      }
    }
    CHECK(part.novelty.unseen == Approx(small.novelty.unseen));
    CHECK(part.novelty.nearest == Approx(small.novelty.nearest));
  }
}

TEST_CASE("cosines, exclusive software and nearest report agree with counting by hand") {
  Random random(32);
  const Knowledge& known = shipped_knowledge();
  const Record& whole = past().whole;
  const std::vector<ItemIndex> items = items_of_a_report(random);
  const Compared compared = Comparison(whole, past().model, items, std::vector<double>(items.size(), 1.0))
                                .compared(std::vector<char>(items.size(), 1));
  std::map<GroupIndex, std::set<ItemIndex>> profile;
  std::map<std::pair<GroupIndex, ReferenceIndex>, std::set<ItemIndex>> reports;
  for (const GroupUse& use : known.group_uses()) {
    if (!use.references.empty()) profile[use.group].insert(use.item);
    for (const ReferenceIndex reference : use.references) reports[{use.group, reference}].insert(use.item);
  }
  const auto square = [&](ItemIndex item) { return whole.idf[item] * whole.idf[item]; };
  double own = 0.0;
  for (const ItemIndex item : items) own += square(item);
  double best = 0.0;
  for (const auto& [key, of_report] : reports) {
    double dot = 0.0;
    double norm = 0.0;
    for (const ItemIndex item : of_report) norm += square(item);
    for (const ItemIndex item : items) dot += of_report.contains(item) ? square(item) : 0.0;
    const auto& date = known.references()[key.second].date;
    const double age =
        date ? static_cast<double>((whole.counts.as_of - *date).count()) / 365.25 : past().model.undated_age;
    best = std::max(best, dot / std::sqrt(own * norm) * std::exp2(-std::max(0.0, age) / past().model.near_half_life));
  }
  CHECK(compared.novelty.nearest == Approx(best));
  for (std::size_t k = 0; k < whole.counts.clusters.size(); ++k) {
    const std::set<ItemIndex>& of_cluster = profile[whole.counts.clusters[k].group];
    double dot = 0.0;
    double norm = 0.0;
    double exclusive = 0.0;
    for (const ItemIndex item : of_cluster) norm += square(item);
    for (const ItemIndex item : items) {
      if (!of_cluster.contains(item)) continue;
      dot += square(item);
      if (whole.counts.kind[item] == ItemKind::technique) continue;
      double holders = 0.0;
      for (const auto& cluster : whole.counts.clusters) holders += profile[cluster.group].contains(item) ? 1.0 : 0.0;
      exclusive += 1.0 / holders;
    }
    CHECK(value_of(compared.features, k, BehaviourFeature::cosine) ==
          Approx(dot / std::sqrt(own * norm)).epsilon(1e-6));
    CHECK(value_of(compared.features, k, BehaviourFeature::exclusive_software) == Approx(exclusive));
  }
}

TEST_CASE("shares of the known sum to one, and only rows that make sense make a model") {
  const auto model =
      behaviour_model({{"a", "cosine", .1, .2, 3.0}, {"b", "reports", 1.0, 1.0, -.5}, {"novelty", "size", 0, 1, .3}});
  REQUIRE(model);
  CHECK(model->parts == 2);
  Random random(33);
  const std::vector<ItemIndex> items = items_of_a_report(random);
  const Compared compared = Comparison(past().whole, past().model, items, std::vector<double>(items.size(), 1.0))
                                .compared(std::vector<char>(items.size(), 1));
  double sum = 0.0;
  for (const double nats : log_known_shares(model.value(), compared.features)) sum += std::exp(nats);
  CHECK(sum == Approx(1.0));
  CHECK_FALSE(behaviour_model({{"a", "astrology", 0, 1, 1}}));
  CHECK_FALSE(behaviour_model({{"novelty", "astrology", 0, 1, 1}}));
}
