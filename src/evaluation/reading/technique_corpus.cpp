#include "evaluation/reading/technique_corpus.h"

#include <algorithm>
#include <set>

#include "base/result.h"
#include "prob/interval.h"

namespace whence {
namespace {

constexpr std::uint64_t sample_seed = 7;

}  // namespace

TechniqueRecipe technique_recipe() {
  TechniqueRecipe recipe;
  recipe.reports.rounds = 6;
  recipe.reports.step = 0.3F;
  return recipe;
}

TechniqueTrainer::TechniqueTrainer(const TechniqueCorpus& corpus, const NameSet& names, const TechniqueRecipe& recipe)
    : recipe_(recipe), catalogue_(corpus.catalogue.size()), reports_(corpus.reports.size()) {
  std::set<std::string> classes = {""};
  for (const auto& sentence : corpus.catalogue) classes.insert(sentence.technique);
  classes_.assign(classes.begin(), classes.end());
  add(corpus.catalogue, names);
  idf_ = inverse_frequencies(rows_, recipe.catalogue.features, recipe.least_rows);
  add(corpus.reports, names);
  add(corpus.ordinary, names);
  for (auto& row : rows_) weigh_features(row, recipe.catalogue.features, idf_);
  TrainingSet set;
  for (std::size_t i = 0; i < catalogue_; ++i) {
    set.rows.push_back(static_cast<std::uint32_t>(i));
    set.labels.push_back(labels_[i]);
    set.emphasis.push_back(emphasis_[i]);
  }
  base_.assign(((std::size_t{1} << recipe.catalogue.features.bits) + 1) * classes_.size(), 0.0F);
  train(rows_, set, classes_.size(), recipe.catalogue, base_);
}

// Techniques that the catalogue does not have become "none" with no emphasis: nothing is learnt from them.
void TechniqueTrainer::add(const std::vector<LabelledSentence>& sentences, const NameSet& names) {
  for (const LabelledSentence& sentence : sentences) {
    const auto place = std::lower_bound(classes_.begin(), classes_.end(), sentence.technique);
    const bool known = place != classes_.end() && *place == sentence.technique;
    rows_.push_back(raw_features(sentence.text, recipe_.catalogue.features, names));
    labels_.push_back(known ? static_cast<std::uint32_t>(place - classes_.begin()) : 0U);
    emphasis_.push_back(known ? sentence.emphasis : 0.0F);
  }
}

TechniqueWeights TechniqueTrainer::trained(const Taken& taken) const {
  TrainingSet set;
  Random random(sample_seed);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const bool of_catalogue = i < catalogue_;
    if (of_catalogue ? random.unit() >= recipe_.sample : !taken(i - catalogue_)) continue;
    const float kind = of_catalogue                ? 1.0F
                       : i < catalogue_ + reports_ ? recipe_.report_emphasis
                                                   : recipe_.ordinary_emphasis;
    if (emphasis_[i] == 0.0F) continue;
    set.rows.push_back(static_cast<std::uint32_t>(i));
    set.labels.push_back(labels_[i]);
    set.emphasis.push_back(emphasis_[i] * kind);
  }
  TechniqueWeights result{recipe_.catalogue.features, classes_, idf_, base_};
  train(rows_, set, classes_.size(), recipe_.reports, result.weights);
  return result;
}

}  // namespace whence
