// The technique classifier: a linear model over hashed features of a sentence, read from
// data/reading/technique-weights.txt (docs/formats/technique-weights.md). Written by `whence kb train-techniques`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "knowledge/knowledge.h"
#include "reading/techniques/technique_features.h"
#include "reading/techniques/technique_layer.h"

namespace whence {

// How scores become a confidence, and from which on a technique is named.
struct Calibration {
  double temperature = 1.0;  // p ∝ exp(score / temperature), "none" included
  double threshold = 1.0;    // least confidence that is reported
};

struct TechniqueGuess {
  std::size_t place = 0;    // in classes, never that of "none"
  double confidence = 0.0;  // the chance that the sentence says this, by the calibration of the training data
};

struct TechniqueModel {
  FeatureSettings settings;
  Calibration calibration;
  std::vector<std::string> classes;  // sorted; the first is "", for none
  std::vector<float> idf;            // by feature; 0: the feature is not in the model
  TechniqueLayer catalogue;          // learnt from the catalogue alone
  TechniqueLayer reports;            // what labelled reports change in it

  // Constant feature included.
  std::size_t feature_count() const { return idf.size() + 1; }
};

// The text form. Errors name the line and what is wrong there.
Result<TechniqueModel> parse_technique_model(std::string_view text, std::string_view name);

std::vector<Feature> technique_features(const TechniqueModel& model, std::string_view sentence, const NameSet& names);
// By class.
std::vector<float> technique_scores(const TechniqueModel& model, std::string_view sentence, const NameSet& names);
// The likeliest technique, if its confidence reaches the threshold.
std::optional<TechniqueGuess> guess_technique(const TechniqueModel& model, std::string_view sentence,
                                              const NameSet& names);

// The best class of `scores` besides none, with its chance among all.
TechniqueGuess best_guess(std::span<const float> scores, double temperature);
// The same, if its confidence reaches the threshold; cheaper where it does not.
std::optional<TechniqueGuess> sure_guess(std::span<const float> scores, const Calibration& calibration);

// The names that the classifier must not learn from: groups and malware with all their names. Tools keep theirs: what
// is done with them is what they are for.
NameSet masked_names(const Knowledge& knowledge);

}  // namespace whence
