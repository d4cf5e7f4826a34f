#pragma once

#include <vector>

#include "reading/sentences/syntax.h"

namespace whence {

// Gives every word its tag, from left to right, from its classes and its neighbours.
void tag(std::vector<Word>& words);

}  // namespace whence
