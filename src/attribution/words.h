// Words for chances and ranges, on one scale. docs/model.md 2.11.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/probability.h"
#include "base/result.h"
#include "model/priors.h"

namespace whence {

// The bands of one scale, rising; not_found lists the scales that there are.
Result<std::vector<WordBand>> scale_named(const std::vector<WordBand>& words, std::string_view scale);

// The band a share falls into. A share at the edge of two bands belongs to the higher.
const WordBand& band_of(const std::vector<WordBand>& scale, Probability share);

// Shares at which words are held back.
struct WordLimits {
  double ceiling = 1.0;  // ends of a range above it take the word just below it
  double at_most = 0.0;  // "at most ..." is for ranges whose upper end is below it
};

// One word where both ends share a band, both where they lie in neighbouring bands, "at most ..." where the upper end
// is low enough, else "too wide for a word".
std::string range_words(const std::vector<WordBand>& scale, Probability low, Probability high,
                        const WordLimits& limits);

}  // namespace whence
