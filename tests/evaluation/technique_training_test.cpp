#include <cmath>
#include <random>

#include <doctest/doctest.h>

#include "evaluation/reading/technique_folds.h"

using namespace whence;

namespace {

// Three invented techniques told by their verbs.
TechniqueCorpus small_corpus() {
  TechniqueCorpus corpus;
  const char* verbs[] = {"encrypts", "records", "deletes"};
  const char* ids[] = {"T9001", "T9002", "T9003"};
  const char* things[] = {"files", "logs", "letters", "sounds", "pictures", "keys", "names", "tables"};
  for (int verb = 0; verb < 3; ++verb) {
    for (int thing = 0; thing < 8; ++thing) {
      const std::string text = std::string("The implant ") + verbs[verb] + " the " + things[thing] + ".";
      corpus.catalogue.push_back({text, ids[verb], "catalogue", 1.0F});
      corpus.reports.push_back(
          {std::string("It ") + verbs[verb] + " " + things[thing], ids[verb], "report " + std::to_string(thing), 1.0F});
      corpus.ordinary.push_back(
          {std::string("People bought ") + things[thing], "", "paper " + std::to_string(thing), 1.0F});
    }
  }
  return corpus;
}

TechniqueRecipe small_recipe() {
  TechniqueRecipe recipe = technique_recipe();
  recipe.features.bits = 10;
  recipe.sample = 1.0;
  return recipe;
}

TechniqueModel small_model() {
  const TechniqueCorpus corpus = small_corpus();
  TechniqueModel model = learnt_from_catalogue(corpus.catalogue, {}, small_recipe());
  model.reports = ReportTrainer(corpus, {}, model, small_recipe()).trained([](std::size_t) { return true; });
  return model;
}

}  // namespace

TEST_CASE("training is deterministic and tells techniques apart that it has seen") {
  const TechniqueModel first = small_model();
  CHECK(written_model(first, {}) == written_model(small_model(), {}));
  CHECK(first.classes == std::vector<std::string>{"", "T9001", "T9002", "T9003"});
  const auto told = [&](const char* sentence) {
    return first.classes[best_guess(technique_scores(first, sentence, {}), 1.0).place];
  };
  CHECK(told("It encrypts the pictures") == "T9001");
  CHECK(told("It deletes the pictures") == "T9003");
}

TEST_CASE("a model comes back from its written form as it was") {
  TechniqueModel model = small_model();
  model.calibration = {1.25, 0.5};
  const std::string text = written_model(model, {"about"});
  const auto back = parse_technique_model(text, "weights");
  REQUIRE_MESSAGE(back, (back ? "" : back.error().message));
  CHECK(written_model(*back, {"about"}) == text);
  CHECK(technique_scores(*back, "It encrypts the pictures", {}) ==
        technique_scores(model, "It encrypts the pictures", {}));
}

TEST_CASE("a written layer scores as the weights do") {
  constexpr std::size_t classes = 700, features = 40;
  std::mt19937 random(3);
  std::uniform_real_distribution<float> size(-1.0F, 1.0F);
  DenseWeights learnt{{0, 3, 4, 300, 690, 699}, {}};
  for (std::size_t i = 0; i < features * learnt.columns.size(); ++i) learnt.weights.push_back(size(random));
  const TechniqueLayer layer = layer_of(learnt, classes, 0.0F);
  const FeatureRow row = {{0, 0.5F}, {7, -0.25F}, {39, 1.0F}};
  std::vector<float> exact(learnt.columns.size()), written(classes, 0.0F);
  column_scores(row, learnt.weights, exact);
  layer.add_scores(row, written);
  for (std::size_t i = 0; i < exact.size(); ++i) CHECK(std::abs(exact[i] - written[learnt.columns[i]]) < 0.02F);
  CHECK(written[1] == 0.0F);
}

TEST_CASE("what is given is not learnt again, and columns left out stay out") {
  const FeatureRow row = {{0, 1.0F}};
  const std::vector<float> sure = {0.0F, 20.0F, 0.0F};
  TrainingSettings settings;
  settings.smoothing = 0.0F;
  const DenseWeights known = train({{&row, &sure, 1, 1.0F}}, {0, 1}, 3, 1, settings);
  CHECK(known.weights == std::vector<float>{0.0F, 0.0F});
  const DenseWeights unknown = train({{&row, nullptr, 1, 1.0F}}, {0, 1}, 3, 1, settings);
  CHECK(unknown.weights[1] > 0.5F);
  CHECK(unknown.weights.size() == 2);
}

TEST_CASE("documents stay whole in folds, and folds are of like size") {
  std::vector<LabelledSentence> sentences;
  for (int document = 0; document < 20; ++document) {
    for (int i = 0; i <= document; ++i) sentences.push_back({"x", "T1", "d" + std::to_string(document), 1.0F});
  }
  const auto part = folds_of(sentences, 5);
  std::vector<std::size_t> sizes(5, 0);
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    ++sizes[part[i]];
    for (std::size_t j = 0; j < i; ++j) {
      if (sentences[i].document == sentences[j].document) CHECK(part[i] == part[j]);
    }
  }
  for (const std::size_t size : sizes) CHECK((size >= 38 && size <= 46));
}

TEST_CASE("cross-validation on a corpus that can be learnt finds it so") {
  const TechniqueCorpus corpus = small_corpus();
  const TechniqueRecipe recipe = small_recipe();
  const TechniqueModel model = learnt_from_catalogue(corpus.catalogue, {}, recipe);
  const auto read = cross_validated(corpus, ReportTrainer(corpus, {}, model, recipe), model.classes);
  CHECK(read.size() == corpus.reports.size() + corpus.ordinary.size());
  const SetScore score = technique_score(read, corpus.reports, "small");
  REQUIRE(score.rows.size() == 4);
  CHECK(score.rows[0].metric == "micro_f1");
  CHECK(score.rows[0].n == corpus.reports.size());
  CHECK(score.rows[0].value >= 0.9);
  CHECK(score.rows[1].value >= 0.9);
  const Calibration calibration = calibrated(read, 0.5, 0.9);
  const NamingFigures figures = naming_figures(read, calibration);
  CHECK(figures.named >= 0.7);
  CHECK(figures.right >= 0.9);
}

TEST_CASE("F1 figures follow their definition") {
  // Truth a a b, guesses a b b: two of three right; F1 of a is 2/3, of b 2/3.
  std::vector<TechniqueOutcome> read;
  const std::vector<LabelledSentence> sentences(3);
  const char* pairs[][2] = {{"a", "a"}, {"a", "b"}, {"b", "b"}};
  for (const auto& pair : pairs) read.push_back({pair[0], pair[1], pair[1], {}, read.size()});
  const SetScore score = technique_score(read, sentences, "three");
  CHECK(score.rows[0].value == doctest::Approx(2.0 / 3.0));
  CHECK(score.rows[1].value == doctest::Approx(2.0 / 3.0));
}
