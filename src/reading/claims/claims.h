// Predicates of one sentence → claims.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/claim.h"
#include "reading/claims/details.h"
#include "reading/claims/parties.h"
#include "reading/frames/predicates.h"
#include "reading/sentences/words.h"

namespace whence {

// What one sentence is read with, and what the sentences before it left.
struct SentenceContext {
  std::string_view text;
  std::size_t number = 1;  // of the sentence, from 1
  std::optional<Date> published;
  bool cyber = false;  // the sentences before speak of cyber operations
};

class ClaimReader {
 public:
  ClaimReader(const Grammar& grammar, const FrameIndex& frames, const WordTables& tables,
              const SentenceContext& context, Discourse& discourse);

  // In text order, without ids, matters and relations.
  std::vector<Claim> read();
  const std::vector<Predicate>& predicates() const { return predicates_; }

 private:
  std::vector<Party> voice() const;
  void find_speaker();
  void find_tellings();
  void remember_subject();
  void remember_state(const std::vector<Party>& who);
  void introduce_all();
  void fill_target(const Predicate& act, Claim& claim) const;
  void fill_grounds(std::size_t index, Claim& claim) const;
  void charge_persons(Claim& claim) const;
  const Predicate* said_by(const Predicate& predicate) const;
  bool said_by_another(const Predicate& predicate) const;
  bool clear_tie(const Phrase& one, const Phrase& other, Claim& claim) const;
  bool clear_others(const Predicate& predicate, Claim& claim);
  bool charged_before(const Predicate& act, const Filled& accused) const;
  std::size_t repudiated_by(const Predicate& told) const;
  bool unsaid(const Predicate& say) const;
  std::size_t disowned_by(const Predicate& telling) const;
  void disown(const Predicate& telling, Claim& claim) const;
  void read_act(std::size_t index);
  void read_noun_act(std::size_t index);
  void accuse_answerer(std::size_t index, Claim& claim);
  // How a speaker tells an event: as an aside, on hearsay, with a hedge of its own.
  struct Telling {
    HedgeMark own;
    bool aside = false, relayed = false, hearsay = false;
  };
  Telling telling(const Predicate& event, const std::vector<Party>& source) const;
  void qualify(const Predicate& say, const Predicate& event, const Telling& how, Claim& claim) const;
  std::size_t end_of_told(const Predicate& say, const std::vector<std::size_t>& told, std::size_t at,
                          const Telling& how, const std::vector<Party>& source);
  bool told_again(const Claim& claim) const;
  void read_said(std::size_t index);
  void read_unsaid(std::size_t index);
  bool ambiguous_doer(const Predicate& predicate) const;
  void read_appositions();
  void read_asides();
  void read_purpose(std::size_t owner, Claim& claim);
  std::optional<Claim> tie(const Predicate& predicate, Claim claim) const;
  std::optional<Claim> ending(const Predicate& predicate, Claim claim, const std::vector<Party>& source);
  bool speaks_for(const std::vector<Party>& source, const std::vector<Party>& accused) const;
  bool settle_negation(const Predicate& predicate, const std::vector<Party>& source,
                       std::optional<Claim>& settled) const;
  std::optional<Claim> mishap(const Predicate& predicate, Claim claim, const std::vector<Party>& source);
  bool hypothetical(const Predicate& event) const;
  std::optional<Claim> proposition(std::size_t index, const std::vector<Party>& source);
  void absorb(std::size_t owner, Claim& claim, const std::vector<Party>& source);
  void fill_event(const Predicate& event, Claim& claim, const std::vector<Party>& source);
  std::vector<Party> groups_of(const Phrase& phrase) const;
  void tie_group(const Predicate& predicate, Claim& claim) const;
  bool owned_by_speaker(const Predicate& event) const;
  bool answers_back(const Predicate& accusation) const;
  bool answers_earlier(const Claim& claim) const;
  bool bare_name(const Span& span) const;
  bool person_name(const Party& party) const;
  static void name_state(Party state, Claim& claim);
  void place_agent(const Phrase& phrase, Claim& claim);
  bool told_of(const Predicate& event, std::size_t chunk) const;
  void victim_from_content(const Predicate& act, Claim& claim, const std::vector<Party>& source) const;
  void fill_victim(const Predicate& event, Claim& claim, const std::vector<Party>& source);
  void own_country(const Predicate& event, const Phrase& phrase, const std::vector<Party>& source, Claim& claim) const;
  void in_service(const Predicate& event, Claim& claim) const;
  void through_help(const Predicate& event, Claim& claim) const;
  std::optional<Party> intermediary(std::size_t chunk) const;
  void fill_through(Claim& claim, std::size_t first, std::size_t last);
  std::optional<When> fronted_when(std::size_t begin) const;
  std::optional<When> said_when(const Predicate& say, const Predicate& event) const;
  std::optional<When> done_when(const Predicate& act) const;
  std::vector<Party> companions(const Predicate& predicate, const Phrase& speaker) const;
  bool post_behind(const Phrase& name) const;
  const Predicate* same_speaker(const Predicate& predicate, const Filled& source) const;
  bool no_speaker(const Predicate& say) const;
  std::vector<Party> source_of(const Predicate& predicate) const;
  std::vector<Party> governing_source(std::size_t index, std::vector<Party>& via) const;
  Claim started(const Predicate& cue, Act act) const;
  void finish(Claim claim, std::size_t first, std::size_t last);
  bool cyber(const Predicate& predicate) const;
  bool nested_event(std::size_t index) const;
  bool kept(const Predicate& predicate, std::size_t index, Claim& claim);
  bool about_claim(const Predicate& predicate, std::size_t index) const;
  void aim(const Predicate& predicate, Claim& claim) const;
  bool generic(const Predicate& predicate) const;
  std::size_t judging_word(const Predicate& predicate) const;
  std::string pair_at(std::size_t word) const;
  bool announced(const Predicate& predicate) const;
  bool hardly(const Predicate& predicate) const;
  bool conditional(const Predicate& predicate) const;
  bool advises(const Predicate& predicate) const;
  bool attempted(const Predicate& event) const;
  bool attempt_at(const Predicate& noun, const Predicate& verb) const;
  bool refrained(const Predicate& act) const;
  std::vector<std::size_t> children(std::size_t owner) const;
  std::vector<std::size_t> told_by(std::size_t owner) const;
  void rung(Claim& claim) const;
  bool other_deed(std::size_t first, std::size_t last) const;

  const Grammar& grammar_;
  const FrameIndex& frames_;
  const WordTables& tables_;
  const SentenceContext& context_;
  Discourse& discourse_;
  PartyReader parties_;
  Details details_;
  std::vector<Predicate> predicates_;
  std::vector<Claim> claims_;
};

// The text's own voice.
Party narrator();
// Whether a party is somebody in particular: a state, a named group, a nationality.
bool identified(const Party& party);
bool any_identified(const std::vector<Party>& parties);
// Whether predicates of this kind tell what happened, and to whom.
bool describes_event(FrameKind kind);

}  // namespace whence
