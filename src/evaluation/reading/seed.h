// The hand-coded article: core items found, relations, forbidden readings, claims too many. docs/evaluation.md.
//
// An item is found if a claim has its scoring class, its parties after normalisation (null must be null) and a span
// whose intersection with the item's is at least half of their union, within the sentence; each claim serves one item.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "evaluation/reading/score.h"

namespace whence {

// `gold` is gold.json of the set, `article` the text it codes, `set` the name in the rows ("seed"). `traps` is
// data/evaluation/traps.tsv, the checks of the forbidden readings. Errors name what the gold lacks or what has no
// check.
Result<SetScore> score_seed(const Json& gold, const std::string& article, std::string_view set, const Table& traps,
                            const ReadCall& read);

}  // namespace whence
