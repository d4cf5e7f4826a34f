// What can be told of a word before it has its tag: its classes, its forms, the marks beside it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "reading/sentences/syntax.h"

namespace whence {

// All answer about word `i`; an index behind the last word is no word of any kind.
class WordFacts {
 public:
  // `words` must outlive this.
  explicit WordFacts(const std::vector<Word>& words) : words_(words) {}

  bool is(std::size_t i, std::uint32_t bits) const;  // WordClass bits
  std::string_view lower(std::size_t i) const;
  // A noun of the tables that is a form of a verb as well: "suspects". Requires: the word has an entity.
  bool maybe_verb(std::size_t i) const;
  std::uint32_t forms(std::size_t i) const;  // VerbForm bits, 0 if it is no verb's
  // Starts a noun phrase, for all that can be told without its tag.
  bool opens_phrase(std::size_t i) const;
  // "up to 40 officials", "at least four": both words go with the number.
  bool counts_up_to(std::size_t i) const;
  // "'fabricated' claims": one word in quotation marks before a noun.
  bool scare_quoted(std::size_t i) const;
  // "long-term" before a noun: its second half modifies too.
  bool compound_modifier(std::size_t i) const;
  bool opens_compound(std::size_t i) const;  // "so" in "so-called"

  // The two below ask for tags. "named Grey Lantern as the culprit": a naming verb at `i` with its object.
  bool names_as(std::size_t i) const;
  // "for years" before "attacked", "in recent months" before "copied": the last word of the time that the preposition
  // at `i` opens, where a participle follows; else 0.
  std::size_t time_before_verb(std::size_t i) const;

 private:
  const std::vector<Word>& words_;
};

}  // namespace whence
