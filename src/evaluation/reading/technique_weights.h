// The trained classifier as the text that ships: few weights, a byte each.
#pragma once

#include <string>
#include <vector>

#include "reading/technique_features.h"
#include "reading/technique_model.h"

namespace whence {

struct TechniqueWeights {
  FeatureSettings features;
  std::vector<std::string> classes;  // sorted; the first is "", for none
  std::vector<float> idf;            // by feature
  std::vector<float> weights;        // feature by feature, classes.size() each; the constant feature last
};

// Each feature's median weight is taken from all its weights (the shares do not change by that), then weights below
// `least` in size are dropped and the others
// written in 127 steps, finer for small ones. `about`: lines for the head, without "# ".
std::string written_model(const TechniqueWeights& trained, const Calibration& calibration, float least,
                          const std::vector<std::string>& about);

}  // namespace whence
