// The technique classifier: a linear model over hashed features of a sentence, read from
// data/reading/technique-weights.txt (docs/formats/technique-weights.md). Written by `whence kb train-techniques`.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "knowledge/knowledge.h"
#include "reading/technique_features.h"

namespace whence {

// How scores become a confidence, and from which on a technique is named.
struct Calibration {
  double temperature = 1.0;  // p ∝ exp(score / temperature), "none" included
  double threshold = 1.0;    // least confidence that is reported
};

struct TechniqueGuess {
  std::size_t place = 0;    // in classes(), never that of "none"
  double confidence = 0.0;  // the chance that the sentence says this, by the calibration of the training data
};

class TechniqueModel {
 public:
  // The text form. Errors name the line and what is wrong there.
  static Result<TechniqueModel> parse(std::string_view text, std::string_view name);

  // Sorted; the first is "", for none.
  const std::vector<std::string>& classes() const { return classes_; }
  const Calibration& calibration() const { return calibration_; }
  const FeatureSettings& settings() const { return settings_; }

  // A score by class. Requires: scores.size() == classes().size().
  void score(std::string_view sentence, const NameSet& names, std::span<float> scores) const;
  // The likeliest technique and how sure; for any sentence. Uses `scores` as room to work in.
  TechniqueGuess guess(std::string_view sentence, const NameSet& names, std::vector<float>& scores) const;

 private:
  FeatureSettings settings_;
  Calibration calibration_;
  std::vector<std::string> classes_;
  std::vector<float> idf_;              // 0: the feature is not in the model
  std::array<float, 256> units_{};      // what a written weight stands for, by its byte
  std::string weights_;                 // by feature: runs of (steps to the next class, weight)
  std::vector<std::uint32_t> offsets_;  // where each feature's run begins in weights_, and the end
};

// The best class of `scores` besides none, with its chance among all.
TechniqueGuess best_guess(std::span<const float> scores, double temperature);

// The names that the classifier must not learn from: groups and malware with all their names. Tools keep theirs: what
// is done with them is what they are for.
NameSet masked_names(const Knowledge& knowledge);

}  // namespace whence
