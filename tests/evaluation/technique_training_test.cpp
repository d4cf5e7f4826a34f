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
  recipe.catalogue.features.bits = recipe.reports.features.bits = 10;
  recipe.sample = 1.0;
  return recipe;
}

}  // namespace

TEST_CASE("training is deterministic and tells techniques apart that it has seen") {
  const TechniqueCorpus corpus = small_corpus();
  const TechniqueRecipe recipe = small_recipe();
  const auto everything = [](std::size_t) { return true; };
  const TechniqueWeights first = TechniqueTrainer(corpus, {}, recipe).trained(everything);
  CHECK(first.weights == TechniqueTrainer(corpus, {}, recipe).trained(everything).weights);
  CHECK(first.classes == std::vector<std::string>{"", "T9001", "T9002", "T9003"});
  const auto model = TechniqueModel::parse(written_model(first, {1.0, 0.5}, 0.01F, {"about"}), "weights");
  REQUIRE(model);
  std::vector<float> scores;
  CHECK(model->classes()[model->guess("It encrypts the pictures", {}, scores).place] == "T9001");
  CHECK(model->classes()[model->guess("It deletes the pictures", {}, scores).place] == "T9003");
}

TEST_CASE("the written model scores as the weights do") {
  const TechniqueCorpus corpus = small_corpus();
  const TechniqueRecipe recipe = small_recipe();
  const TechniqueWeights weights = TechniqueTrainer(corpus, {}, recipe).trained([](std::size_t) { return true; });
  const auto model = TechniqueModel::parse(written_model(weights, {}, 0.0F, {}), "weights");
  REQUIRE(model);
  for (const auto& sentence : corpus.reports) {
    auto row = raw_features(sentence.text, weights.features, {});
    weigh_features(row, weights.features, weights.idf);
    std::vector<float> exact(4), written(4);
    class_scores(row, weights.weights, exact);
    model->score(sentence.text, {}, written);
    for (std::size_t c = 1; c < 4; ++c) {
      CHECK(std::abs((exact[c] - exact[0]) - (written[c] - written[0])) < 0.2F);
    }
  }
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
  const TechniqueTrainer trainer(corpus, {}, recipe);
  const auto read = cross_validated(corpus, {}, trainer, recipe);
  REQUIRE(read);
  CHECK(read->size() == corpus.reports.size() + corpus.ordinary.size());
  const SetScore score = technique_score(*read, corpus.reports, "small");
  REQUIRE(score.rows.size() == 4);
  CHECK(score.rows[0].metric == "micro_f1");
  CHECK(score.rows[0].n == corpus.reports.size());
  CHECK(score.rows[0].value >= 0.9);
  CHECK(score.rows[1].value >= 0.9);
  const Calibration calibration = calibrated(*read, 0.5, 0.9);
  const NamingFigures figures = naming_figures(*read, calibration);
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
