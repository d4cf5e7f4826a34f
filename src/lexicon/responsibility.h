#pragma once

#include <vector>

#include "base/result.h"
#include "lexicon/data.h"
#include "model/responsibility.h"

namespace whence {

// data/priors/responsibility.tsv, ties.tsv and tie-modes.tsv. Errors name the row: an unknown mode, tie or value,
// shares of a tie above 1, a mode without words.
Result<Responsibility> load_responsibility(const Data& data);
Result<std::vector<ClaimWord>> load_claim_words(const Data& data);

}  // namespace whence
