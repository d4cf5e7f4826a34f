// Where the frames of the data fit a sentence: cue, who stands in which slot, and whose words a predicate is part of.
#pragma once

#include <cstddef>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "reading/frames/frames.h"
#include "reading/sentences/grammar.h"

namespace whence {

inline constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

struct Filled {
  Slot slot = Slot::any;
  Phrase phrase;
  std::size_t preposition = nowhere;  // chunk
};

struct Predicate {
  const Frame* frame = nullptr;
  std::size_t chunk = 0;                    // verb group, or noun phrase of a noun cue
  std::size_t cue_first = 0, cue_last = 0;  // words
  std::size_t cue_end = 0;                  // behind the word that the frame wants further on, or 0
  bool passive = false, negated = false, noun = false, adverbial = false;
  bool asks_no = false;  // the cue itself says no: "not affect"
  Mood mood = Mood::finite;
  std::vector<Filled> filled;
  std::size_t begin = 0, end = 0;  // words of the clause, subject included
  std::size_t governor = nowhere;  // the predicate whose content this is part of

  const Filled* slot(Slot wanted) const;
  // Whether what it carries is said not to be so: "did not say that". Not of a cue that itself says no ("not rule
  // out").
  bool turned() const { return negated && (!asks_no || frame->negative); }
};

// Frames by cue, with the word sets that slots ask for.
class FrameIndex {
 public:
  FrameIndex(std::vector<Frame> frames, std::unordered_set<std::string_view> claim_nouns,
             std::unordered_set<std::string> evidence_nouns);

  const std::vector<Frame>& frames() const { return frames_; }
  // In text order; at most one predicate a chunk. Governors are set.
  std::vector<Predicate> predicates(const Grammar& grammar) const;
  bool claim_noun(std::string_view lower) const { return claim_nouns_.contains(lower); }
  bool cyber_verb(std::string_view lemma) const { return cyber_verbs_.contains(std::string(lemma)); }
  bool say_verb(std::string_view lemma) const { return say_verbs_.contains(std::string(lemma)); }
  bool event_noun(std::string_view lower) const { return event_nouns_.contains(std::string(lower)); }

 private:
  struct Entry {
    std::size_t frame = 0, cue = 0;
  };
  std::optional<Predicate> match_adverbial(const Grammar& grammar, std::size_t chunk, const Entry& entry) const;
  std::optional<Predicate> match_verbless(const Grammar& grammar, Predicate predicate) const;
  std::optional<Predicate> match(const Grammar& grammar, std::size_t chunk, const Entry& entry) const;
  // What the frame asks of its clause beside the slots; sets where the cue ends.
  static bool suits(const Grammar& grammar, Predicate& predicate);
  bool ties_noun(const Grammar& grammar, const Predicate& predicate) const;
  bool fill_verb(const Grammar& grammar, Predicate& predicate) const;
  bool fill_noun(const Grammar& grammar, Predicate& predicate) const;
  bool fits(const Grammar& grammar, const Frame& frame, Slot slot, const Phrase& phrase) const;
  void fill_attached(const Grammar& grammar, Predicate& predicate, std::size_t from, bool& complete) const;

  std::vector<Frame> frames_;
  std::unordered_map<std::string, std::vector<Entry>> by_verb_, by_noun_, by_word_;
  std::unordered_set<std::string> event_nouns_, cyber_verbs_, say_verbs_;
  std::unordered_set<std::string_view> claim_nouns_;
  std::unordered_set<std::string> evidence_nouns_;
};

}  // namespace whence
