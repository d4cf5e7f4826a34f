// From noun phrases to parties: who is meant by "Chinese embassies in London", "seven Russian nationals", "a group
// called X", "they".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/claim.h"
#include "reading/claims/coreference.h"
#include "reading/sentences/grammar.h"
#include "reading/sentences/words.h"

namespace whence {

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
  PartyReader(const Grammar& grammar, std::string_view text, const WordTables& tables, const Discourse& discourse)
      : grammar_(grammar), text_(text), tables_(tables), discourse_(discourse) {}

  Meant meant(const Phrase& phrase) const;
  // The phrase as a victim: any words, with the state it belongs to where they tell it. `speakers` own "its" and "the
  // country's".
  std::vector<Party> victims(const Phrase& phrase, const std::vector<Party>& speakers) const;
  Span span_of(std::size_t first_word, std::size_t last_word) const;
  // Who speaks in this sentence: "it", "its army" behind word `from` are the speaker's, where there is one state. "The
  // government" in the mouth of a state's opposition is that state's too.
  void set_speaker(std::vector<Party> speaker, std::size_t from, const Phrase& phrase);
  // Whose words [first, last) are: "it" in them is that speaker, whoever else spoke in the sentence. The innermost
  // counts.
  void add_telling(std::vector<Party> speaker, std::size_t first, std::size_t last);

 private:
  // The words of one chunk of a phrase: [first, end), with what modifies it behind up to `wide_end`, around `head`.
  struct Extent {
    std::size_t first = 0, end = 0, wide_end = 0, head = 0;
    bool titled = false;  // an office before the name of who holds it: "Interior Minister Mara Oldan"
  };
  Extent extent(const Phrase& phrase, std::size_t chunk, bool last) const;
  void add_chunk(const Phrase& phrase, std::size_t chunk, bool last, Meant& meant) const;
  void add_ties(const Extent& here, Meant& meant) const;
  bool counted_states(const Extent& here) const;
  bool add_counted(const Extent& here, Meant& meant) const;
  void add_pronoun(const Phrase& phrase, std::size_t chunk, Meant& meant) const;
  std::optional<Party> named_group(std::size_t chunk, const Extent& here) const;
  Party plain_party(std::size_t chunk, const Extent& here) const;
  Party entity_party(const Entity& entity, std::size_t chunk, const Extent& here) const;
  Party named_party(const Entity& entity, std::size_t first, std::size_t last) const;
  Party written(std::size_t first, std::size_t last) const;
  bool sponsoring(std::size_t word) const;
  std::optional<std::size_t> name_given(std::size_t chunk) const;
  std::optional<Party> office_holder(std::size_t chunk, const Extent& here) const;
  std::optional<Party> company_of(const Extent& here, std::size_t post) const;
  std::optional<Party> office_behind(std::size_t chunk, const Extent& here) const;
  std::optional<Party> company_in_apposition(const Extent& here) const;
  std::optional<Party> group_in_apposition(std::size_t first, std::size_t end) const;
  const Entity* state_within(std::size_t first, std::size_t last) const;
  // offices.cpp
  static void take_identity(const Party& known, Party& party);
  const Entity* subject_before(std::size_t word) const;
  const Party* owner_of(std::size_t word) const;
  bool definite(std::size_t first) const;
  const Party* meant_before(const Extent& here) const;
  std::optional<Party> author_of(std::size_t chunk, const Extent& here) const;
  const Entity* seat_at(std::size_t index) const;
  const Entity* state_of_office(const Entity& entity, std::size_t chunk, const Extent& here) const;
  std::optional<Span> unknown_owner(const Extent& here) const;
  bool of_body(const Extent& here, Party& party) const;
  void name_office(const Entity& entity, std::size_t chunk, const Extent& here, Party& party) const;

  const Grammar& grammar_;
  std::string_view text_;
  const WordTables& tables_;
  const Discourse& discourse_;
  std::vector<Party> speaker_;
  std::size_t speaker_from_ = 0;
  struct Told {
    std::vector<Party> speaker;
    std::size_t first = 0, last = 0;
  };
  std::vector<Told> told_;
  std::optional<Party> home_;  // the state of a speaker who does not speak for it
  bool homeless_ = false;      // who speaks is of a state that no table knows
};

// Whether such a name stands for a state or for something of a state that speaks or acts for it.
bool means_state(EntityKind kind);
// The kind of party that an entity is.
PartyKind kind_of(const Entity& entity);

}  // namespace whence
