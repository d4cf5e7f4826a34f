// The words beside a place in a text, for things whose form alone does not say what they are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reading/indicators/indicator_lexicon.h"

namespace whence {

// The kind (data/reading/indicator-context.tsv) of the word before `at` on its line, with up to three words of kind
// "between" skipped; empty if it has none.
std::string_view kind_before(std::string_view text, std::size_t at, const IndicatorLexicon& lexicon);
// Does "and later", "or earlier" or such follow?
bool later_follows(std::string_view text, std::size_t at, const IndicatorLexicon& lexicon);
// Do only commas, spaces and words of kind "between" lie in text[from, at)? False beyond 16 bytes.
bool only_glue(std::string_view text, std::size_t from, std::size_t at, const IndicatorLexicon& lexicon);
// Is this the number of a heading: at the start of a line, before a word with a capital?
bool heading_number(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace whence
