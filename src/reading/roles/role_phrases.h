// Countries in a sentence, with what stands in their noun phrase and what governs it: the ground on which roles.h tells
// doers from those who were hit.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "reading/names/names.h"
#include "reading/roles/role_lexicon.h"
#include "reading/sentences/grammar.h"

namespace whence {

// A name, adjective, organ, firm or place that belongs to a country.
struct StateMention {
  enum class Kind {
    country,
    adjective,
    body,
    service,  // army, intelligence: organs that do it
    organ,
    institution,
    maker,  // of tools for others
    company,
    platform,  // whose products others use
    place,
    person,
    adviser,  // who analyses
    actor     // a doer's name that holds a country's
  };
  std::string_view state;  // the code
  Kind kind = Kind::country;
  std::size_t first = 0, last = 0;  // words
};

// What stands behind a country's name in its noun phrase: "Chinese | state-sponsored hacking group".
struct StateRun {
  bool attacker = false, gang = false, side = false, deed = false, mishap = false, thing = false, folk = false;
  bool firm = false, suffix = false, seat = false, tongue = false, owner = false, blamed = false;
  // Whether people who do it are meant, and not what they are said to have hit.
  bool people() const { return attacker || (gang && !thing); }
};

// What governs the phrase from the left: "linked to | Iran", "banks in | Iran".
struct StateLeft {
  std::optional<RoleLexicon::Match> cue;
  bool negated = false;
  std::string_view preposition;
  std::optional<RoleWord> before;  // the noun that the cue or the preposition hangs on
  bool told = false;               // behind a word for what is only said: "the accusation by"
  bool listed = false;             // other items of a list stand between
};

class RolePhrases {
 public:
  // All references are kept.
  RolePhrases(const Grammar& grammar, const RoleLexicon& lexicon, const Names& names, std::string_view text);

  std::optional<StateMention> mention_at(std::size_t word) const;
  StateRun run(std::size_t at, std::size_t depth = 0) const;
  StateLeft left_of(const StateMention& mention) const;
  // "pro-X", "anti-X"; and "Anonymous X", a name of doers right before.
  std::optional<RoleWord> prefix(const StateMention& mention) const;
  bool behind_name(const StateMention& mention) const;
  std::size_t versus() const { return versus_; }  // the word "vs", or 0

 private:
  std::optional<StateMention> written_small(std::size_t word) const;
  std::optional<StateMention> written_short(std::size_t word) const;
  std::optional<StateMention> written_joined(std::size_t word) const;
  void add_entity_to_run(StateRun& run, const Entity& entity) const;
  bool add_to_run(StateRun& run, const RoleLexicon::Match& match, std::size_t at) const;
  bool step_over(std::size_t& at) const;
  bool country_in(std::size_t chunk) const;
  std::optional<RoleWord> kind_before(std::size_t word, std::size_t* chunk = nullptr) const;
  std::optional<RoleWord> kind_of_phrase(std::size_t chunk) const;
  bool told_before(std::size_t word) const;
  bool negated_before(std::size_t word) const;

  const Grammar& grammar_;
  const RoleLexicon& lexicon_;
  const Names& names_;
  std::string_view text_;
  std::vector<std::optional<RoleLexicon::Match>> starts_, ends_;  // by word; ends_: by the word behind the phrase
  std::size_t versus_ = 0;
};

}  // namespace whence
