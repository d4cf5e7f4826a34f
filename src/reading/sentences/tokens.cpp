#include "reading/sentences/tokens.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "base/text.h"

namespace whence {
namespace {

// hidden: a format character; inside a word as if it were not there, elsewhere like a space, as controls are. Who hides
// such characters in a text must not change what it says.
enum class Letter { space, digit, letter, apostrophe, hidden, mark };

struct Character {
  char32_t code = 0;
  std::size_t length = 1;
  Letter kind = Letter::mark;
};

Character character_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (static_cast<unsigned char>(c) < 0x80) {
    Letter kind = Letter::mark;
    if (is_space(c)) kind = Letter::space;
    if (is_digit(c)) kind = Letter::digit;
    if (is_alpha(c)) kind = Letter::letter;
    if (c == '\'') kind = Letter::apostrophe;
    if (kind == Letter::mark && is_hidden(static_cast<char32_t>(c))) kind = Letter::space;
    return {static_cast<char32_t>(c), 1, kind};
  }
  Character result;
  result.code = code_point(text, at, result.length);
  const auto code = static_cast<UChar32>(result.code);
  if (result.code == 0x2019 || result.code == 0x2BC) {
    result.kind = Letter::apostrophe;
  } else if (u_isUWhiteSpace(code) != 0) {
    result.kind = Letter::space;
  } else if (u_isalpha(code) != 0 || u_charType(code) == U_NON_SPACING_MARK) {
    result.kind = Letter::letter;
  } else if (u_isdigit(code) != 0) {
    result.kind = Letter::digit;
  } else if (is_hidden(result.code)) {
    result.kind = u_charType(code) == U_FORMAT_CHAR ? Letter::hidden : Letter::space;
  }
  return result;
}

// The first place at or after `at` where something shows, or `end`.
std::size_t beyond_hidden(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end) {
    const Character c = character_at(text, at);
    if (c.kind != Letter::hidden) return at;
    at += c.length;
  }
  return end;
}

void append_lower(std::string& text, char32_t code) {
  if (code < 0x80) {
    text += to_lower(static_cast<char>(code));
  } else {
    append_utf8(text, static_cast<char32_t>(u_tolower(static_cast<UChar32>(code))));
  }
}

// Reads one token that begins at `at`; the text there is no white space.
Token token_at(std::string_view text, std::size_t at, std::size_t end) {
  Token token;
  const std::size_t begin = at;
  Character c = character_at(text, at);
  const auto advance = [&] {
    append_lower(token.lower, c.kind == Letter::apostrophe ? U'\'' : c.code);
    at += c.length;
    if (at < end) c = character_at(text, at);
    if (at >= end || c.kind != Letter::hidden) return;
    const std::size_t next = beyond_hidden(text, at, end);
    const Character after = next < end ? character_at(text, next) : Character{};
    if (after.kind != Letter::letter && after.kind != Letter::digit) return;
    at = next;
    c = after;
  };
  if (c.kind == Letter::digit) {
    token.shape = Shape::number;
    while (at < end &&
           (c.kind == Letter::digit || ((c.code == '.' || c.code == ',') && at + 1 < end && is_digit(text[at + 1])))) {
      advance();
    }
  } else if (c.kind == Letter::letter) {
    token.capital = u_isupper(static_cast<UChar32>(c.code)) != 0;
    bool lower_seen = false;
    while (at < end && (c.kind == Letter::letter || c.kind == Letter::digit)) {
      lower_seen = lower_seen || (c.kind == Letter::letter && u_islower(static_cast<UChar32>(c.code)) != 0);
      advance();
      // "U.S.", "e.g.": single letters with full stops between them are one word.
      const bool dotted = at < end && c.code == '.' && token.lower.size() % 2 == 1 &&
                          (token.lower.size() == 1 || token.lower[token.lower.size() - 2] == '.');
      if (dotted && at + 1 < end && is_alpha(text[at + 1]) && (at + 2 == end || !is_alpha(text[at + 2]))) {
        advance();
      } else if (dotted && token.lower.size() > 1) {
        advance();
        break;
      }
    }
    token.all_capitals = token.capital && !lower_seen;
  } else if (c.kind == Letter::apostrophe) {
    const std::size_t after = at + c.length;
    const bool possessive = after < end && to_lower(text[after]) == 's' &&
                            (after + 1 >= end || character_at(text, after + 1).kind != Letter::letter);
    token.shape = possessive ? Shape::word : Shape::mark;
    advance();
    if (possessive) advance();
  } else {
    token.shape = Shape::mark;
    advance();
  }
  token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
  return token;
}

// "don" + "'" + "t" was read as "don"; give the n to the negation: "do" + "n't".
bool join_negation(std::vector<Token>& tokens, std::string_view text, std::size_t end) {
  Token& word = tokens.back();
  const std::size_t at = word.span.end;
  if (word.shape != Shape::word || !word.lower.ends_with('n') || at >= end) return false;
  const Character mark = character_at(text, at);
  if (mark.kind != Letter::apostrophe) return false;
  const std::size_t t = at + mark.length;
  if (t >= end || to_lower(text[t]) != 't' || (t + 1 < end && character_at(text, t + 1).kind == Letter::letter))
    return false;
  Token negation = word;
  word.span.end -= 1;
  word.lower.pop_back();
  negation.span = {word.span.end, static_cast<std::uint32_t>(t + 1)};
  negation.lower = "n't";
  negation.spaced = false;
  if (word.span.empty()) tokens.pop_back();
  tokens.push_back(std::move(negation));
  return true;
}

bool closes(char32_t code) {
  return code == '"' || code == ')' || code == ']' || code == 0x201D || code == 0x2019 || code == '\'' || code == 0xBB;
}
bool ends_sentence(char32_t code) {
  return code == '.' || code == '!' || code == '?' || code == 0x2026 || code == 0x3002 || code == 0xFF01 ||
         code == 0xFF1F;
}
bool wide_stop(char32_t code) { return code == 0x3002 || code == 0xFF01 || code == 0xFF1F; }

std::string_view word_before(std::string_view text, std::size_t begin, std::size_t stop) {
  std::size_t at = stop;
  while (at > begin && (is_alpha(text[at - 1]) || text[at - 1] == '.')) --at;
  return text.substr(at, stop - at);
}

// Whether the full stop at `stop` ends a sentence, given what stands on both sides.
bool full_stop_ends(std::string_view text, std::size_t begin, std::size_t stop, std::size_t after,
                    const StopWords& words) {
  if (after >= text.size()) return true;
  const Character next = character_at(text, after);
  if (u_islower(static_cast<UChar32>(next.code)) != 0) return false;
  const std::string word = lower(word_before(text, begin, stop));
  if (word.size() == 1 && word != "i") return false;  // an initial: "J. Smith"
  // "the U.S. Treasury" goes on; "in the U.S. The" does not.
  if (word.find('.') != std::string::npos) {
    std::size_t end = after;
    while (end < text.size() && is_alpha(text[end])) ++end;
    const std::string opener = lower(text.substr(after, end - after));
    return end < text.size() && std::find(words.openers.begin(), words.openers.end(), opener) != words.openers.end();
  }
  return std::find(words.abbreviations.begin(), words.abbreviations.end(), word) == words.abbreviations.end();
}

// The end of the paragraph that begins at `at`: a blank line or the end of the text.
std::size_t paragraph_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto line_end = text.find('\n', at);
    if (line_end == std::string_view::npos) return text.size();
    std::size_t next = line_end + 1;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r')) ++next;
    if (next >= text.size() || text[next] == '\n') return line_end;
    at = line_end + 1;
  }
  return text.size();
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text, const Span& where) {
  std::vector<Token> tokens;
  bool spaced = false;
  for (std::size_t at = where.begin; at < where.end;) {
    const Character c = character_at(text, at);
    if (c.kind == Letter::space || c.kind == Letter::hidden) {
      spaced = true;
      at += c.length;
      continue;
    }
    if (!tokens.empty() && !spaced && join_negation(tokens, text, where.end)) {
      at = tokens.back().span.end;
      continue;
    }
    Token token = token_at(text, at, where.end);
    token.spaced = spaced;
    at = token.span.end;
    spaced = false;
    tokens.push_back(std::move(token));
  }
  return tokens;
}

std::vector<Sentence> sentences_of(const Document& document, const StopWords& words) {
  const std::string_view text = document.text;
  std::vector<Sentence> sentences;
  std::vector<Span> runs = document.boilerplate;
  std::sort(runs.begin(), runs.end());
  auto run = runs.begin();
  std::uint32_t reached = 0;  // by the runs that begin before the sentence ends
  const auto add = [&](std::size_t begin, std::size_t end) {
    while (begin < end && is_space(text[begin])) ++begin;
    while (end > begin && is_space(text[end - 1])) --end;
    if (begin == end) return;
    Sentence sentence;
    sentence.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    for (; run != runs.end() && run->begin < sentence.span.end; ++run) reached = std::max(reached, run->end);
    sentence.boilerplate = reached > sentence.span.begin;
    sentences.push_back(sentence);
  };
  for (std::size_t paragraph = 0; paragraph < text.size();) {
    const std::size_t end = paragraph_end(text, paragraph);
    std::size_t begin = paragraph;
    for (std::size_t at = paragraph; at < end;) {
      Character c = character_at(text, at);
      if (!ends_sentence(c.code)) {
        at += c.length;
        continue;
      }
      const std::size_t stop = at;
      const bool wide = wide_stop(c.code);
      std::size_t after = at + c.length;
      while (after < end && (closes(character_at(text, after).code) || ends_sentence(character_at(text, after).code))) {
        after += character_at(text, after).length;
      }
      const std::size_t sentence_end = after;
      while (after < end) {
        const Character next = character_at(text, after);
        if (next.kind != Letter::space && next.kind != Letter::hidden) break;
        after += next.length;
      }
      const bool gap = after > sentence_end || after >= end || wide;
      if (gap && (c.code != '.' || full_stop_ends(text.substr(0, end), begin, stop, after, words))) {
        add(begin, sentence_end);
        begin = after;
      }
      at = std::max(after, stop + 1);
    }
    add(begin, end);
    paragraph = end + 1;
  }
  if (!sentences.empty()) {
    const Span first = sentences.front().span;
    const std::string_view opening = text_of(text, first);
    const bool alone = first.end >= text.size() || text.substr(first.end).starts_with("\n");
    sentences.front().headline = alone && !opening.empty() && !opening.ends_with('.') && opening.size() < 200;
  }
  return sentences;
}

}  // namespace whence
