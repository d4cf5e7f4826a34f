// Telling a text's label from its features, measured over folds: what any reading of a coded field must beat. Trained
// inside a measurement and thrown away; nothing learned here ships.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace whence {

struct LabelledText {
  std::vector<std::string> features;  // each once
  std::string label;
};

inline constexpr std::size_t folds = 5;  // text i is tested in fold i modulo this

// How many labels are told right, each by a model trained on the other folds. Deterministic.
std::size_t right_by_majority(std::span<const LabelledText> texts);
std::size_t right_by_naive_bayes(std::span<const LabelledText> texts);
// Multinomial logistic regression: adaptive gradient steps, quadratic penalty.
std::size_t right_by_logit(std::span<const LabelledText> texts);
// The two together.
std::size_t right_by_both(std::span<const LabelledText> texts);

// Words and pairs of neighbouring words, lower case, each once.
std::vector<std::string> word_features(const std::string& text);

}  // namespace whence
