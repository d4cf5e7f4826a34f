// Sentences that somebody has labelled with a technique.
#pragma once

#include <string>

namespace whence {

struct LabelledSentence {
  std::string text;
  std::string technique;  // "T1059.003"; empty: says none
  std::string document;   // sentences of one document are never parted in cross-validation
  float emphasis = 1.0F;  // how much it counts in training
};

}  // namespace whence
