// Quotation marks around words that are part of the sentence around them: 'was "almost certainly" responsible'.
#pragma once

#include <vector>

#include "reading/sentences/tokens.h"

namespace whence {

// Takes out the marks of quotations that begin behind a word, so that the sentence reads as if nothing were quoted; a
// quotation at the beginning of the sentence or behind another mark stays: '"...," X said'. Every token keeps its
// place in the text. Straight and typographic, double and single marks; what is opened and not closed stays.
void join_quoted_words(std::vector<Token>& tokens);

}  // namespace whence
