#include "evaluation/reading/technique_corpus.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "prob/interval.h"

namespace whence {
namespace {

constexpr std::uint64_t sample_seed = 7;

std::optional<std::uint32_t> place_of(const std::vector<std::string>& classes, const std::string& technique) {
  const auto place = std::lower_bound(classes.begin(), classes.end(), technique);
  if (place == classes.end() || *place != technique) return std::nullopt;
  return static_cast<std::uint32_t>(place - classes.begin());
}

}  // namespace

TechniqueRecipe technique_recipe() {
  TechniqueRecipe recipe;
  recipe.reports.shrinkage = 1e-4F;
  recipe.reports.step = 0.6F;
  recipe.reports.least_gradient = 1e-5F;
  return recipe;
}

TechniqueModel learnt_from_catalogue(const std::vector<LabelledSentence>& catalogue, const NameSet& names,
                                     const TechniqueRecipe& recipe) {
  TechniqueModel model;
  model.settings = recipe.features;
  std::set<std::string> classes = {""};
  for (const auto& sentence : catalogue) classes.insert(sentence.technique);
  model.classes.assign(classes.begin(), classes.end());
  std::vector<FeatureRow> rows;
  for (const auto& sentence : catalogue) rows.push_back(raw_features(sentence.text, recipe.features, names));
  model.idf = inverse_frequencies(rows, recipe.features, recipe.least_rows);
  for (auto& row : rows) weigh_features(row, recipe.features, model.idf);
  std::vector<TrainingExample> examples;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    examples.push_back({&rows[i], nullptr, *place_of(model.classes, catalogue[i].technique), catalogue[i].emphasis});
  }
  std::vector<std::uint32_t> columns(model.classes.size());
  std::iota(columns.begin(), columns.end(), 0U);
  const DenseWeights learnt =
      train(std::move(examples), std::move(columns), model.classes.size(), model.feature_count(), recipe.catalogue);
  model.catalogue = layer_of(learnt, model.classes.size(), recipe.least_weight);
  return model;
}

ReportTrainer::ReportTrainer(const TechniqueCorpus& corpus, const NameSet& names, const TechniqueModel& model,
                             const TechniqueRecipe& recipe)
    : recipe_(recipe), classes_(model.classes.size()), features_(model.feature_count()) {
  for (const auto& sentence : corpus.reports) add(sentence, recipe.report_emphasis, names, model);
  for (const auto& sentence : corpus.ordinary) add(sentence, recipe.ordinary_emphasis, names, model);
  sentences_ = rows_.size();
  std::set<std::uint32_t> columns = {0};
  for (std::size_t i = 0; i < sentences_; ++i) columns.insert(labels_[i]);
  columns_.assign(columns.begin(), columns.end());
  Random random(sample_seed);
  for (const auto& sentence : corpus.catalogue) {
    if (random.unit() < recipe.sample) add(sentence, 1.0F, names, model);
  }
}

void ReportTrainer::add(const LabelledSentence& sentence, float kind, const NameSet& names,
                        const TechniqueModel& model) {
  const auto place = place_of(model.classes, sentence.technique);
  rows_.push_back(technique_features(model, sentence.text, names));
  given_.emplace_back(classes_, 0.0F);
  model.catalogue.add_scores(rows_.back(), given_.back());
  labels_.push_back(place.value_or(0U));
  emphasis_.push_back(place ? kind * sentence.emphasis : 0.0F);
}

TechniqueLayer ReportTrainer::trained(const Taken& taken) const {
  std::vector<TrainingExample> examples;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (emphasis_[i] == 0.0F || (i < sentences_ && !taken(i))) continue;
    examples.push_back({&rows_[i], &given_[i], labels_[i], emphasis_[i]});
  }
  return layer_of(train(std::move(examples), columns_, classes_, features_, recipe_.reports), classes_,
                  recipe_.least_weight);
}

std::vector<float> ReportTrainer::scores(std::size_t sentence, const TechniqueLayer& reports) const {
  WHENCE_CHECK(sentence < sentences_);
  std::vector<float> scores = given_[sentence];
  reports.add_scores(rows_[sentence], scores);
  return scores;
}

}  // namespace whence
