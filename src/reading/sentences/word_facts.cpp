#include "reading/sentences/word_facts.h"

namespace whence {

bool WordFacts::is(std::size_t i, std::uint32_t bits) const {
  return i < words_.size() && (words_[i].classes & bits) != 0;
}

std::string_view WordFacts::lower(std::size_t i) const {
  return i < words_.size() ? std::string_view(words_[i].token.lower) : std::string_view();
}

// A noun of the tables that is a form of a verb as well: "suspects".
bool WordFacts::maybe_verb(std::size_t i) const {
  const Word& word = words_[i];
  if (word.verb == nullptr || word.entity_last != word.entity_first + 1 || word.token.capital) return false;
  if (word.entity->kind == EntityKind::person_noun || word.entity->kind == EntityKind::sector) return true;
  const auto word_at = [&](std::size_t at) { return std::string_view(words_[at].token.lower); };
  return i > 0 && word_at(i - 1) == "to" && i + 1 < words_.size() &&
         word_at(i + 1) == "that";  // "wishes to state that"
}

std::uint32_t WordFacts::forms(std::size_t i) const {
  if (i >= words_.size() || words_[i].verb == nullptr || (words_[i].entity != nullptr && !maybe_verb(i))) return 0;
  return words_[i].verb->forms;
}

// Starts a noun phrase, for all that can be told without its tag.
bool WordFacts::opens_phrase(std::size_t i) const {
  if (i >= words_.size()) return false;
  if (words_[i].entity != nullptr) return true;
  if (is(i, determiner | possessive_pronoun | pronoun | number_word)) return true;
  return words_[i].token.shape == Shape::number || (words_[i].token.capital && !is(i, preposition | conjunction));
}

// "up to 40 officials", "at least four": both words go with the number.
bool WordFacts::counts_up_to(std::size_t i) const {
  const auto number = [&](std::size_t at) {
    return at < words_.size() && (words_[at].token.shape == Shape::number || is(at, number_word));
  };
  if (is(i, bound_opening) && is(i + 1, bound)) return number(i + 2);
  return i > 0 && is(i - 1, bound_opening) && is(i, bound) && number(i + 1);
}

// "'fabricated' claims": one word in quotation marks before a noun.
bool WordFacts::scare_quoted(std::size_t i) const {
  if (i == 0 || (forms(i) & (participle | gerund)) == 0) return false;
  const auto modified = [&](std::size_t next) {
    return next < words_.size() && words_[next].token.shape == Shape::word && !is(next, grammatical);
  };
  if (words_[i].token.quoted) return modified(i + 1);
  const auto mark = [&](std::size_t at) {
    const std::string_view text = lower(at);
    return text == "'" || text == "\"" || text == "\xE2\x80\x9C" || text == "\xE2\x80\x9D" || text == "\xE2\x80\x98" ||
           text == "\xE2\x80\x99";
  };
  return mark(i - 1) && mark(i + 1) && modified(i + 2);
}

// "long-term" before a noun: its second half modifies too.
bool WordFacts::compound_modifier(std::size_t i) const {
  if (i < 2 || lower(i - 1) != "-" || words_[i].token.spaced || words_[i - 1].token.spaced) return false;
  const std::size_t n = i + 1;
  if (n >= words_.size() || words_[n].token.shape != Shape::word || lower(n) == "'s") return false;
  if (is(n, preposition | conjunction | auxiliary | modal | subordinator | relative | negation | determiner | pronoun))
    return false;
  return forms(n) == 0 || words_[n].verb->noun_too || (forms(n) & gerund) != 0;
}

bool WordFacts::opens_compound(std::size_t i) const {
  if (i + 2 >= words_.size() || lower(i + 1) != "-" || words_[i + 1].token.spaced || words_[i + 2].token.spaced)
    return false;
  return is(i, adverb) && (forms(i + 2) & participle) != 0;
}

bool WordFacts::names_as(std::size_t i) const {
  std::size_t k = i + 1;
  while (k < words_.size() && words_[k].tag == Tag::name) ++k;
  return k > i + 1 && lower(k) == "as";
}

std::size_t WordFacts::time_before_verb(std::size_t i) const {
  constexpr std::size_t most = 5;  // words
  if (i >= words_.size() || words_[i].tag != Tag::preposition) return 0;
  for (std::size_t k = i + 1; k < words_.size() && k <= i + most; ++k) {
    const Tag tag = words_[k].tag;
    if (tag == Tag::verb) return k > i + 1 && is(k - 1, time_word) && (forms(k) & participle) != 0 ? k - 1 : 0;
    if (tag != Tag::determiner && tag != Tag::adjective && tag != Tag::number && !is(k, time_word)) return 0;
  }
  return 0;
}

}  // namespace whence
