#include "reading/indicators/neighbours.h"

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t longest_word = 16;

bool word_byte(char c) { return is_alpha(c) || c == '&' || c == '-' || static_cast<unsigned char>(c) >= 0x80U; }
bool gap_byte(char c) {
  return c == ' ' || c == ':' || c == '=' || c == '(' || c == '"' || c == '\'' || c == '#' || c == ',' || c == '.';
}

}  // namespace

std::string_view kind_before(std::string_view text, std::size_t at, const IndicatorLexicon& lexicon) {
  for (int word = 0; word < 4; ++word) {
    std::size_t end = at;
    while (end > 0 && at - end < 4 && gap_byte(text[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && end - begin <= longest_word && word_byte(text[begin - 1])) --begin;
    if (begin == end || end - begin > longest_word) return {};
    const std::string_view kind = look_up(lexicon.contexts, lower(text.substr(begin, end - begin)));
    if (kind != "between") return kind;
    at = begin;
  }
  return {};
}

bool later_follows(std::string_view text, std::size_t at, const IndicatorLexicon& lexicon) {
  for (int word = 0; word < 2; ++word) {
    while (at < text.size() && gap_byte(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && at - begin <= longest_word && word_byte(text[at])) ++at;
    const std::string found = lower(text.substr(begin, at - begin));
    if (word == 1 && look_up(lexicon.contexts, found) == "later") return true;
    if (found != "and" && found != "or") return false;
  }
  return false;
}

bool only_glue(std::string_view text, std::size_t from, std::size_t at, const IndicatorLexicon& lexicon) {
  if (at <= from || at - from > longest_word) return false;
  std::string word;
  for (const char c : text.substr(from, at - from)) {
    if (is_alpha(c)) {
      word += to_lower(c);
      continue;
    }
    if (!gap_byte(c) && c != '/' && c != '-') return false;
    if (!word.empty() && look_up(lexicon.contexts, word) != "between") return false;
    word.clear();
  }
  return word.empty();
}

bool heading_number(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin > 0 && text[begin - 1] != '\n') return false;
  if (end < text.size() && text[end] == '.') ++end;
  const std::size_t word = text.find_first_not_of(" \t", end);
  return word != std::string_view::npos && word > end && is_upper(text[word]) && word + 1 < text.size() &&
         is_lower(text[word + 1]);
}

}  // namespace whence
