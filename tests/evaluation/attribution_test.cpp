#include "evaluation/attribution.h"

#include <cmath>
#include <cstdio>

#include "attribution/cases.h"
#include "evaluation/baselines.h"
#include "evaluation/planted.h"
#include "evaluation/training.h"

using namespace whence;

namespace {

const AttributionEvaluation& measured() {
  static const AttributionEvaluation value = [] {
    auto result = evaluate_attribution(shipped_knowledge(), shipped_priors("default"));
    REQUIRE_MESSAGE(result, result.error().message);
    return std::move(result).value();
  }();
  return value;
}

const EvaluationRow& figure(const std::string& protocol, const std::string& method, const std::string& metric) {
  for (const EvaluationRow& row : measured().rows) {
    if (row.protocol == protocol && row.set == "both" && row.method == method && row.metric == metric &&
        row.block == "all") {
      return row;
    }
  }
  FAIL("no figure ", protocol, " ", method, " ", metric);
  return measured().rows.front();
}

}  // namespace

TEST_CASE("the baselines come out as published, which shows that the protocol is the same") {
  struct Row {
    const char* method;
    const char* metric;
    double published;
  };
  const Row rows[] = {{"report-count", "top1", .038},
                      {"report-count", "top3", .110},
                      {"report-count", "top10", .291},
                      {"report-count", "log_loss", 4.59},
                      {"report-count", "ece", .02},
                      {"overlap", "top1", .29},
                      {"overlap", "top3", .44},
                      {"overlap", "top10", .62},
                      {"jaccard", "top1", .216},
                      {"jaccard", "top3", .336},
                      {"jaccard", "top10", .485},
                      {"jaccard", "log_loss", 3.95},
                      {"jaccard", "ece", .10},
                      {"bm25", "top1", .448},
                      {"bm25", "top3", .586},
                      {"bm25", "top10", .705},
                      {"bm25", "log_loss", 2.89},
                      {"naive-bayes", "top1", .421},
                      {"naive-bayes", "top3", .527},
                      {"naive-bayes", "top10", .639},
                      {"naive-bayes", "log_loss", 3.25},
                      {"naive-bayes", "ece", .08}};
  for (const Row& row : rows) {
    const EvaluationRow& found = figure("A", row.method, row.metric);
    INFO(row.method, " ", row.metric, " ", found.value);
    CHECK(std::abs(found.value - row.published) <= .02);
    CHECK(found.n == 406);
  }
}

TEST_CASE("the headline rule names nobody wrongly too often") {
  CHECK(figure("A", "whence", "headline_wrong").value <= .03);
  CHECK(figure("A", "whence", "headline_wrong_novel").value * 91 <= 1.0 + 1e-9);
  for (const char* protocol : {"D1", "D2", "D3"}) CHECK(figure(protocol, "whence", "headline_wrong").value <= .03);
}

TEST_CASE("copies move nothing and states' names mean nothing") {
  CHECK(figure("E", "whence", "greatest_difference").value <= .01);
  CHECK(figure("F", "whence", "differs").value == 0.0);
}

TEST_CASE("the learned score beats every baseline on later reports") {
  for (const char* baseline : {"report-count", "overlap", "jaccard", "bm25", "naive-bayes"}) {
    CHECK(figure("A", "whence", "top1").value > figure("A", baseline, "top1").value);
    CHECK(figure("A", "whence", "top10").value > figure("A", baseline, "top10").value);
  }
  CHECK(figure("A", "whence", "log_loss").value < figure("A", "bm25", "log_loss").value);
  CHECK(figure("A", "whence", "log_loss_unknown").value < figure("A", "whence", "log_loss_base_rate").value);
}

TEST_CASE("weights for a year do not depend on that year or later ones") {
  const Priors priors = shipped_priors("default");
  const Settings model = settings(priors.parameters).value();
  std::vector<Incident> incidents = chronological_incidents(shipped_knowledge());
  std::erase_if(incidents, [](const Incident& incident) { return incident.year > 2018; });
  std::vector<Lesson> all = lessons(shipped_knowledge(), incidents, model);
  const auto before = forward_chained(all, 2014, 2018, priors.weights, model).at(2018);
  for (Lesson& lesson : all) {
    if (lesson.order == 2018 && lesson.truth) lesson.truth = 0;
  }
  const auto after = forward_chained(all, 2014, 2018, priors.weights, model).at(2018);
  REQUIRE(before.size() == after.size());
  bool fitted = false;
  for (std::size_t i = 0; i < before.size(); ++i) {
    CHECK(before[i].weight == after[i].weight);
    CHECK(before[i].mean == after[i].mean);
    fitted = fitted || before[i].weight != 0.0;
  }
  CHECK(fitted);
}

TEST_CASE("skill counts every tested answer once") {
  std::size_t banded = 0;
  for (const SkillRow& row : measured().skill) {
    CHECK(row.right <= row.n);
    if (row.metric == "band") banded += row.n;
  }
  CHECK(banded == 406 + 91);
}

TEST_CASE("planted items belong to the decoy and not to the incident") {
  const Knowledge& known = shipped_knowledge();
  Random random(5);
  for (const Incident& incident : chronological_incidents(known)) {
    if (!incident.known || incident.year < 2024) continue;
    const Catalogue counts = catalogue(known, incident.cut);
    for (const Planting planting : all_plantings) {
      const auto faked = planted(incident, counts, planting, random);
      REQUIRE(faked);
      CHECK(faked->decoy != incident.group);
      std::size_t added = 0;
      for (const ItemIndex item : faked->incident.items) {
        if (std::binary_search(incident.items.begin(), incident.items.end(), item)) continue;
        ++added;
        const auto& postings = counts.postings[item];
        CHECK(std::any_of(postings.begin(), postings.end(), [&](const Posting& posting) {
          return counts.clusters[posting.cluster].group == faked->decoy;
        }));
        if (counts.kind[item] == ItemKind::software) CHECK(postings.size() == 1);
      }
      CHECK(added == (planting == Planting::one_software ? 1 : planting == Planting::techniques ? 5 : 4));
    }
  }
}

TEST_CASE("the fitted temper is where the loss is least") {
  Random random(9);
  std::vector<Scored> incidents(200);
  for (Scored& incident : incidents) {
    for (int k = 0; k < 5; ++k) incident.score.push_back(random.unit());
    incident.truth = random.below(5);
    if (random.unit() < .5) incident.score[incident.truth] += 1.0;
  }
  const auto loss = [&](double a) {
    double sum = 0.0;
    for (const Scored& incident : incidents) {
      double z = 0.0;
      for (const double score : incident.score) z += std::exp(a * score);
      sum += std::log(z) - a * incident.score[incident.truth];
    }
    return sum;
  };
  const double a = fitted_temper(incidents);
  CHECK(loss(a) <= loss(a * 1.05));
  CHECK(loss(a) <= loss(a / 1.05));
}

namespace {

const EvaluationRow* sliced(const std::string& protocol, const std::string& slice, const std::string& block,
                            const std::string& metric) {
  for (const EvaluationRow& row : measured().rows) {
    if (row.protocol == protocol && row.slice == slice && row.block == block && row.metric == metric) return &row;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("slices by items and by reports on record hold every known incident once, and add up to the whole") {
  for (const char* slice : {"items", "reports"}) {
    std::size_t n = 0;
    double right = 0.0;
    for (const EvaluationRow& row : measured().rows) {
      if (row.slice != slice || row.metric != "top1") continue;
      n += row.n;
      right += row.value * static_cast<double>(row.n);
    }
    CHECK(n == 406);
    CHECK(std::abs(right / 406.0 - figure("A", "whence", "top1").value) < 1e-9);
  }
}

TEST_CASE("the naming curve passes through the shipped rule and falls") {
  struct Row {
    const char *protocol, *metric;
  };
  const Row rows[] = {{"A", "headline_coverage"}, {"A", "headline_wrong"},  {"A", "headline_wrong_novel"},
                      {"D1", "headline_wrong"},   {"D2", "headline_wrong"}, {"D3", "headline_wrong"}};
  for (const Row& row : rows) {
    INFO(row.protocol, " ", row.metric);
    const EvaluationRow* shipped = sliced(row.protocol, "low", "0.55", row.metric);
    REQUIRE(shipped != nullptr);
    CHECK(shipped->value == figure(row.protocol, "whence", row.metric).value);
    CHECK(shipped->n == figure(row.protocol, "whence", row.metric).n);
    double before = 1.0;
    for (int step = 1; step <= 19; ++step) {
      char block[8];
      std::snprintf(block, sizeof block, "%.2f", step / 20.0);
      const EvaluationRow* point = sliced(row.protocol, "low", block, row.metric);
      REQUIRE(point != nullptr);
      CHECK(point->value <= before);
      before = point->value;
    }
  }
}

TEST_CASE("reliability bands hold every tested incident once") {
  std::size_t n = 0;
  for (const EvaluationRow& row : measured().rows) {
    if (row.slice == "share" && row.metric == "right") n += row.n;
  }
  CHECK(n == 406 + 91);
}

TEST_CASE("conditional logits over the same features come out near the published rows") {
  struct Row {
    const char *method, *metric;
    double published;
  };
  const Row rows[] = {{"logit-5", "top1", .490},  {"logit-5", "top10", .746},  {"logit-5", "log_loss", 2.41},
                      {"logit-20", "top1", .502}, {"logit-20", "top10", .754}, {"logit-20", "log_loss", 2.42}};
  for (const Row& row : rows) {
    const EvaluationRow& found = figure("A", row.method, row.metric);
    INFO(row.method, " ", row.metric, " ", found.value);
    CHECK(std::abs(found.value - row.published) <= (std::string(row.metric) == "log_loss" ? .07 : .02));
    CHECK(found.n == 406);
  }
}
