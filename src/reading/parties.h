// From noun phrases to parties: who is meant by "Chinese embassies in London", "seven Russian nationals", "a group
// called X", "they".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/claim.h"
#include "reading/grammar.h"

namespace whence {

// What the sentences before leave in mind.
struct Discourse {
  std::vector<Party> speakers;   // of the last claim that had a named source
  std::vector<Party> denied_by;  // last who answered
  std::optional<Party> state;    // the last state that was subject or speaker
  std::vector<Party> victim;     // of the last event
  std::optional<When> when;      // of the last event
  std::vector<Party> group;      // the last group named as doer
};

// Everything a phrase says about who is meant.
struct Meant {
  std::vector<Party> parties;        // in text order
  std::vector<Party> sponsor;        // "state-sponsored": the state, as written
  std::vector<Party> accused_state;  // the state that "Chinese state-sponsored group" accuses
  std::optional<std::string> count;  // "seven"
  bool pronoun = false;
};

// Requires: the phrase belongs to the grammar's sentence. `text` is the document's.
class PartyReader {
 public:
  PartyReader(const Grammar& grammar, std::string_view text, const Discourse& discourse)
      : grammar_(grammar), text_(text), discourse_(discourse) {}

  Meant meant(const Phrase& phrase) const;
  // The phrase as a victim: any words, with the state it belongs to where they tell it. `speakers` own "its" and "the
  // country's".
  std::vector<Party> victims(const Phrase& phrase, const std::vector<Party>& speakers) const;
  Span span_of(std::size_t first_word, std::size_t last_word) const;
  // Who speaks in this sentence: "it", "its army" behind word `from` are the speaker's, where there is one state.
  void set_speaker(std::vector<Party> speaker, std::size_t from) {
    speaker_ = std::move(speaker);
    speaker_from_ = from;
  }

 private:
  const Party* owner_of(std::size_t word) const;
  const Entity* seat_at(std::size_t index) const;
  void name_office(const Entity& entity, std::size_t chunk, std::size_t first, std::size_t head, std::size_t wide_end,
                   Party& party) const;
  void add_chunk(const Phrase& phrase, std::size_t chunk, bool last, Meant& meant) const;
  void add_pronoun(const Phrase& phrase, std::size_t chunk, Meant& meant) const;
  std::optional<std::size_t> name_given(std::size_t chunk) const;
  std::optional<Party> group_in_apposition(std::size_t first, std::size_t end) const;
  const Entity* state_within(std::size_t first, std::size_t last) const;
  Party named_party(const Entity& entity, std::size_t first, std::size_t last) const;

  const Grammar& grammar_;
  std::string_view text_;
  const Discourse& discourse_;
  std::vector<Party> speaker_;
  std::size_t speaker_from_ = 0;
};

}  // namespace whence
