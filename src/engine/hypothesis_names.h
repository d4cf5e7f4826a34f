// Hypotheses by any name that a catalogue has for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/data.h"
#include "model/posterior.h"

namespace whence {

struct HypothesisNamed {
  std::string id;                 // as the answer has it; empty: none of its clusters bears the name
  std::vector<std::string> near;  // names like it of clusters of the answer, the nearest first; where id is empty
};

// `typed` may be a name of an entry of another catalogue that says it is the same cluster ("equal").
Result<HypothesisNamed> hypothesis_named(const Data& data, const Answer& answer, std::string_view typed);

}  // namespace whence
