// Whose words a predicate is part of, and how far what is said reaches.
#pragma once

#include <vector>

#include "reading/frames/predicates.h"

namespace whence {

// Sets governor, begin and end of every predicate. Words of a trailing "X said" govern the clause before them;
// "according to X" governs its sentence; a participle or a second main verb ("..., dismissing", "and called") is
// nobody's content.
void settle_scope(const Grammar& grammar, std::vector<Predicate>& predicates);

}  // namespace whence
