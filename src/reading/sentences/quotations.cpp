#include "reading/sentences/quotations.h"

#include <string_view>

namespace whence {
namespace {

// The mark that closes what `mark` opens, or empty. The tokeniser gives every apostrophe as the straight one.
std::string_view closing(std::string_view mark) {
  if (mark == "\"") return "\"";
  if (mark == "\xE2\x80\x9C" || mark == "\xE2\x80\x9E") return "\xE2\x80\x9D";  // “ and „
  if (mark == "\xC2\xAB") return "\xC2\xBB";                                    // «
  if (mark == "\xE2\x80\x98" || mark == "'") return "'";                        // ‘
  return {};
}

// Whether the mark at `at` begins a quotation inside the sentence: behind a word, before one that it touches.
bool opens(const std::vector<Token>& tokens, std::size_t at) {
  if (at == 0 || at + 1 >= tokens.size() || tokens[at].shape != Shape::mark) return false;
  return tokens[at - 1].shape != Shape::mark && tokens[at].spaced && !tokens[at + 1].spaced &&
         tokens[at + 1].shape != Shape::mark;
}

// The closing mark behind `from`, or the end. An apostrophe inside a word's end ("the hackers' tools") is none where
// the next token touches it.
std::size_t close_of(const std::vector<Token>& tokens, std::size_t from, std::string_view mark) {
  for (std::size_t i = from; i < tokens.size(); ++i) {
    const bool free = i + 1 == tokens.size() || tokens[i + 1].spaced || tokens[i + 1].shape == Shape::mark;
    if (tokens[i].shape == Shape::mark && tokens[i].lower == mark && !tokens[i].spaced && free) return i;
  }
  return tokens.size();
}

}  // namespace

void join_quoted_words(std::vector<Token>& tokens) {
  std::vector<Token> kept;
  std::size_t close = tokens.size();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i == close) {
      close = tokens.size();
      continue;
    }
    if (close == tokens.size() && opens(tokens, i)) {
      const std::string_view mark = closing(tokens[i].lower);
      const std::size_t end = mark.empty() ? tokens.size() : close_of(tokens, i + 1, mark);
      if (end < tokens.size()) {
        if (kept.empty()) kept.assign(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i));
        close = end;
        tokens[i + 1].spaced = true;
        tokens[i + 1].quoted = end == i + 2;
        continue;
      }
    }
    if (!kept.empty()) kept.push_back(tokens[i]);
  }
  if (!kept.empty()) tokens = std::move(kept);
}

}  // namespace whence
