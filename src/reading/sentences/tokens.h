// Text → sentences → tokens. Byte exact: the spans of tokens and the gaps between them make up the text again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "model/document.h"
#include "model/reading.h"

namespace whence {

enum class Shape : std::uint8_t { word, number, mark };

// A word, a number or one punctuation mark. "China's" is two words, "don't" is "do" and "n't", a hyphen is a mark,
// "U.S." is one word.
struct Token {
  Span span;
  Shape shape = Shape::word;
  bool spaced = false;   // white space stands before it
  bool capital = false;  // begins with a capital letter
  bool all_capitals = false;
  bool quoted = false;  // all that stood between two quotation marks that join_quoted_words took out
  std::string lower;    // folded: lower case, curly apostrophes straight
};

// The tokens of text within `where`.
std::vector<Token> tokens_of(std::string_view text, const Span& where);

// The words that settle whether a full stop ends a sentence, in lower case.
struct StopWords {
  std::vector<std::string_view> abbreviations;  // without the final full stop, which ends none
  std::vector<std::string_view> openers;        // begin a sentence behind "U.S."
};

// Sentences in order. A blank line or the end of a heading ends one; an abbreviation's full stop does not. Runs listed
// in document.boilerplate are marked.
std::vector<Sentence> sentences_of(const Document& document, const StopWords& words);

}  // namespace whence
