// Names that no table knows, told by their capitals.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/syntax.h"

namespace whence {

// For every word whether it belongs to a proper name: two or more capitalised words in a row that no table knows,
// "Quiet Harbour", or a country's name behind a title, "Mrs Poland". Not in a headline, where most words have a
// capital. Words found lose the entity that a table gave them. `classes`: Vocabulary::classes of every word.
std::vector<bool> proper_names(std::vector<Word>& words, const std::vector<std::uint32_t>& classes);

}  // namespace whence
