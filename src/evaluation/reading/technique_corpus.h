// What the technique classifier learns from, and how: first from the catalogue; then what to change in that, from
// labelled sentences of reports and from ordinary sentences, with a sample of the catalogue so that techniques which
// the reports lack are not forgotten.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "evaluation/reading/technique_training.h"
#include "evaluation/reading/technique_weights.h"
#include "model/labelled.h"

namespace whence {

struct TechniqueCorpus {
  std::vector<LabelledSentence> catalogue;  // procedures, descriptions; what is no procedure bears no technique
  std::vector<LabelledSentence> reports;    // labelled sentences of reports
  std::vector<LabelledSentence> ordinary;   // say no technique
};

struct TechniqueRecipe {
  FeatureSettings features;
  TrainingSettings catalogue, reports;
  std::size_t least_rows = 2;  // features of fewer catalogue sentences are left out
  double sample = 0.2;         // of the catalogue, beside the reports
  float report_emphasis = 3.0F;
  float ordinary_emphasis = 2.0F;
  float least_weight = 0.15F;  // smaller ones do not ship
};
TechniqueRecipe technique_recipe();

// Classes, inverse frequencies and the layer `catalogue`; the layer `reports` is empty.
TechniqueModel learnt_from_catalogue(const std::vector<LabelledSentence>& catalogue, const NameSet& names,
                                     const TechniqueRecipe& recipe);

// Learns the layer `reports` on top of a model's layer `catalogue`.
class ReportTrainer {
 public:
  // Keeps nothing of the arguments. Techniques of the corpus that `model` does not know are not learnt from.
  ReportTrainer(const TechniqueCorpus& corpus, const NameSet& names, const TechniqueModel& model,
                const TechniqueRecipe& recipe);

  // By place among the reports' sentences and, behind them, the ordinary ones: which may be learnt from.
  using Taken = std::function<bool(std::size_t sentence)>;
  TechniqueLayer trained(const Taken& taken) const;
  // By class, of one of those sentences.
  std::vector<float> scores(std::size_t sentence, const TechniqueLayer& reports) const;

 private:
  void add(const LabelledSentence& sentence, float kind, const NameSet& names, const TechniqueModel& model);

  TechniqueRecipe recipe_;
  std::size_t classes_ = 0, features_ = 0;
  std::size_t sentences_ = 0;  // of reports and ordinary ones; rows behind them are the catalogue's
  std::vector<FeatureRow> rows_;
  std::vector<std::vector<float>> given_;  // scores of the layer `catalogue`
  std::vector<std::uint32_t> labels_, columns_;
  std::vector<float> emphasis_;
};

}  // namespace whence
