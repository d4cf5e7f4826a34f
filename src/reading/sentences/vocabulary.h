// Words by class and verbs by form: what the tagger knows before it looks at the neighbours. Tables reading/words and
// reading/verbs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "lexicon/data.h"

namespace whence {

// Bits; a word may be of several classes.
enum WordClass : std::uint32_t {
  determiner = 1U << 0U,
  pronoun = 1U << 1U,
  possessive_pronoun = 1U << 2U,
  preposition = 1U << 3U,
  conjunction = 1U << 4U,
  subordinator = 1U << 5U,
  relative = 1U << 6U,
  auxiliary = 1U << 7U,
  modal = 1U << 8U,
  negation = 1U << 9U,
  adverb = 1U << 10U,
  number_word = 1U << 11U,
  adjective = 1U << 12U,
  title = 1U << 13U,          // "Mr"
  time_word = 1U << 14U,      // "year", "Monday", "March"
  copula = 1U << 15U,         // a form of "be"
  perfect = 1U << 16U,        // a form of "have"
  naming = 1U << 17U,         // takes a name as complement even in the passive: "a group called X"
  bound_opening = 1U << 18U,  // of "up to 40", "at least four", "more than ten"
  bound = 1U << 19U,          // ... and the word behind it
  calendar = 1U << 20U,       // a month or a day of the week
  bare = 1U << 21U,           // the base form of an auxiliary: "be"
  nonfinite = 1U << 22U,      // a form of an auxiliary that makes no clause: "being"
  support = 1U << 23U,        // a form of "do": a base form follows
  participial = 1U << 24U,    // a preposition that is still a verb with its object: "targeting"
  partitive = 1U << 25U,      // some of many, on whom a participle hangs: "those hit"
  plural_noun = 1U << 26U,    // a plural without an s: "police"
  negative = 1U << 27U,       // says no of what follows: "nobody"
  contrast_word = 1U << 28U,  // sets a clause against the one before: "whereas"
  anaphor_word = 1U << 29U,   // stands for what was told before: "it", "these"
  basis_word = 1U << 30U      // had in order to do something: "evidence to link", no doer of what follows
};

// The classes whose words are never part of a name or head of a phrase.
inline constexpr std::uint32_t grammatical = determiner | pronoun | possessive_pronoun | preposition | conjunction |
                                             subordinator | relative | auxiliary | modal | negation | adverb;

// Bits; "cut" is base, past and participle.
enum VerbForm : std::uint32_t { base_form = 1, third = 2, past = 4, participle = 8, gerund = 16 };

struct VerbReading {
  std::string_view lemma;
  std::uint32_t forms = 0;
  bool noun_too = false;      // the base and -s forms are nouns as well
  bool intransitive = false;  // takes no object: its past form is no passive participle
  bool doing = false;         // takes what is done as its object: "denied hacking", "stopped using"
  bool origin = false;        // with "from" it tells whose something is: "claims that came from"
  bool speech = false;        // its past form is hardly ever a participle that hangs on a noun: "said"
};

class Vocabulary {
 public:
  static Result<Vocabulary> load(const Data& data);

  std::uint32_t classes(std::string_view lower) const;    // WordClass bits, 0 if unknown
  const VerbReading* verb(std::string_view lower) const;  // null if no form of a known verb
  // Every inflected form of a lemma, the lemma first; the lemma alone if it is unknown.
  std::vector<std::string> forms_of(std::string_view lemma) const;

 private:
  Data data_;
  std::unordered_map<std::string_view, std::uint32_t> classes_;
  std::unordered_map<std::string_view, VerbReading> verbs_;
  std::unordered_map<std::string_view, std::vector<std::string_view>> forms_;
};

}  // namespace whence
