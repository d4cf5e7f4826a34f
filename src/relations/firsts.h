// "For the first time": what the record says of it.
#pragma once

#include <vector>

#include "model/ledger.h"
#include "model/reading.h"
#include "relations/against_ledger.h"

namespace whence {

// Adds a note of field "first" for each accuser and accused of whom the text says that this is new: "differs" where an
// entry of an earlier date has the same accuser and accused, "same" where this ledger has none. The words must stand
// beside the cue of an accusation, or be said of a step that is one; a text that cannot be dated, neither by itself nor
// by an entry that it matches, is not compared. Called by compare_with_ledger after its own notes.
void compare_firsts(Reading& reading, const std::vector<LedgerEntry>& ledger, const LedgerWords& words);

}  // namespace whence
