// Sparse weights of the technique classifier: for each feature a run of classes and weights, a byte each.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reading/techniques/technique_features.h"

namespace whence {

class TechniqueLayer {
 public:
  TechniqueLayer() = default;  // holds no weights: adds nothing
  // `bytes`: one run for each of `features`, classes below `classes`; docs/formats/technique-weights.md says how. A
  // weight byte b stands for largest × b|b| / 127². Empty if the runs do not fit.
  static std::optional<TechniqueLayer> of(std::string bytes, float largest, std::size_t features, std::size_t classes);

  // scores[class] += Σ value × weight. Requires: indices below `features`, scores.size() == classes.
  void add_scores(const std::vector<Feature>& row, std::span<float> scores) const;

  const std::string& bytes() const { return bytes_; }
  float largest() const { return largest_; }

 private:
  std::string bytes_;
  float largest_ = 0.0F;
  std::array<float, 256> units_{};      // what a weight byte stands for
  std::vector<std::uint32_t> offsets_;  // where each feature's run begins, and the end
};

}  // namespace whence
