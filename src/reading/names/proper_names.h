#pragma once

#include <vector>

#include "reading/sentences/syntax.h"

namespace whence {

// Which words belong to a proper name that no table knows: two or more capitalised words in a row, "Quiet Harbour". In
// a headline, where most words have a capital, none does. Words of such a name lose what a table said of one of them
// ("Monsoon" may be a tool; "Monsoon Lynx" is none), and "Mrs Poland" is no country.
std::vector<bool> proper_names(std::vector<Word>& words);

}  // namespace whence
