// What the technique classifier learns from, and how: first from the catalogue, then from labelled sentences of reports
// and from ordinary sentences, with a sample of the catalogue so that rare techniques are not forgotten.
#pragma once

#include <cstddef>
#include <cstdint>
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
  TrainingSettings catalogue, reports;
  std::size_t least_rows = 2;  // features of fewer catalogue sentences are left out
  double sample = 0.25;        // of the catalogue, in the second run
  float report_emphasis = 3.0F;
  float ordinary_emphasis = 1.0F;
  float least_weight = 0.04F;  // smaller ones do not ship
};
TechniqueRecipe technique_recipe();

// The corpus as rows, and the weights that the catalogue alone gives.
class TechniqueTrainer {
 public:
  TechniqueTrainer(const TechniqueCorpus& corpus, const NameSet& names, const TechniqueRecipe& recipe);

  const std::vector<std::string>& classes() const { return classes_; }
  // Sentences besides the catalogue's, reports first; Taken says which of them may be learnt from.
  using Taken = std::function<bool(std::size_t sentence)>;
  TechniqueWeights trained(const Taken& taken) const;

 private:
  void add(const std::vector<LabelledSentence>& sentences, const NameSet& names);

  TechniqueRecipe recipe_;
  std::vector<std::string> classes_;
  FeatureRows rows_;  // catalogue, reports, ordinary
  std::vector<std::uint32_t> labels_;
  std::vector<float> emphasis_;
  std::size_t catalogue_ = 0, reports_ = 0;  // how many rows of each
  std::vector<float> idf_, base_;
};

}  // namespace whence
