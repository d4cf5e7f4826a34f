// Public acts of one sentence: frames of data/public-acts/ and the named parties around their cues. Where the frame's
// slots hold no name, the nearest name of the clause stands for its party, as in the shallow event coders.
#pragma once

#include <string_view>
#include <vector>

#include "model/public_act.h"
#include "reading/claims/parties.h"
#include "reading/frames/predicates.h"
#include "reading/sentences/words.h"

namespace whence {

class PublicActReader {
 public:
  // `frames`: of kind public; `claim_frames`: to know verbs of saying. All must outlive this.
  PublicActReader(const Grammar& grammar, const FrameIndex& frames, const FrameIndex& claim_frames,
                  const WordTables& tables, std::string_view text, const Discourse& discourse)
      : grammar_(grammar),
        frames_(frames),
        claim_frames_(claim_frames),
        tables_(tables),
        text_(text),
        parties_(grammar, text, tables, discourse) {}

  // In text order; `sentence` is left 0. Acts that a cue in `taken` has made a claim already are left out.
  std::vector<PublicAct> read(const std::vector<Span>& taken) const;

 private:
  std::optional<PublicAct> act_of(const Predicate& predicate) const;
  bool names(const Phrase& phrase) const;
  bool pronoun(const Phrase& phrase) const;
  bool overlap(const Phrase& a, const Phrase& b) const;
  std::optional<Phrase> speaker(std::size_t verb) const;
  void add_place(Phrase& phrase) const;
  std::optional<Phrase> source(const Predicate& predicate) const;
  std::optional<Phrase> target(const Predicate& predicate, const std::optional<Phrase>& source) const;
  std::optional<Phrase> named_before(const Predicate& predicate) const;
  std::optional<Phrase> named_after(const Predicate& predicate, const std::optional<Phrase>& source) const;

  const Grammar& grammar_;
  const FrameIndex& frames_;
  const FrameIndex& claim_frames_;
  const WordTables& tables_;
  std::string_view text_;
  PartyReader parties_;
};

}  // namespace whence
