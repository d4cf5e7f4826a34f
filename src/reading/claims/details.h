// What hangs on a claim beside its parties: hedges, judging words, time, purpose.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "model/claim.h"
#include "reading/frames/predicates.h"
#include "reading/sentences/grammar.h"
#include "reading/sentences/words.h"

namespace whence {

// All answer about words [first, last) of the sentence.
class Details {
 public:
  Details(const Grammar& grammar, std::string_view text, const WordTables& tables, std::optional<Date> published)
      : grammar_(grammar), text_(text), tables_(tables), published_(published) {}

  // The hedge right before or inside the verb group of `predicate`; flat if none.
  HedgeMark hedge(const Predicate& predicate) const;
  // The hedge that begins exactly at `word`.
  std::optional<HedgeMark> hedge_at(std::size_t word) const;
  // Judging adjectives before claim nouns. `by` is left empty: the narrator's voice unless the caller knows better.
  std::vector<Evaluation> evaluations(std::size_t first, std::size_t last) const;
  // The first time expression: "in 2021", "over many years", "last week", "ahead of an election"; one that tells how
  // long ("for two days") only where none tells when.
  std::optional<When> when(std::size_t first, std::size_t last) const;
  bool cyber(std::size_t first, std::size_t last, int strength) const;
  Span span_of(std::size_t first, std::size_t last) const;
  std::string words(std::size_t first, std::size_t last) const;

 private:
  bool time_word(std::size_t word) const;
  Interval interval(std::size_t first, std::size_t last) const;
  std::pair<std::size_t, std::size_t> time_phrase(std::size_t at, std::size_t first, std::size_t last) const;
  bool tells_time(std::size_t at, std::size_t begin, std::size_t last) const;

  const Grammar& grammar_;
  std::string_view text_;
  const WordTables& tables_;
  std::optional<Date> published_;
};

}  // namespace whence
