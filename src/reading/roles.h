// Which countries a sentence ties to who did it and to who was hit, by the words beside them and by the frames that
// fit. Wider than claims: "Chinese hackers" gives the origin of people, and no claim that a state did anything.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/reading.h"
#include "reading/grammar.h"
#include "reading/names.h"
#include "reading/predicates.h"
#include "reading/role_lexicon.h"

namespace whence {

class RoleReader {
 public:
  // All references are kept; `predicates` are the sentence's.
  RoleReader(const Grammar& grammar, const std::vector<Predicate>& predicates, const RoleLexicon& lexicon,
             const Names& names, std::string_view text);

  // Adds what the sentence tells, in text order; weights are 0-9, how surely.
  void read(std::vector<CountryRole>& doers, std::vector<CountryRole>& hit);

 private:
  enum class Kind { country, adjective, body, service, organ, company, place, person, speaker, actor };
  struct Mention {
    std::string_view state;
    Kind kind = Kind::country;
    std::size_t first = 0, last = 0;
  };
  // What stands behind a country's name in its noun phrase: "Chinese | state-sponsored hacking group".
  struct Run {
    bool attacker = false, gang = false, side = false, deed = false, mishap = false, thing = false;
    bool speech = false, suffix = false, seat = false, tongue = false, owner = false;
  };
  // What governs the phrase from the left: "linked to | Iran", "banks in | Iran".
  struct Left {
    std::optional<RoleLexicon::Match> cue;
    bool negated = false;
    std::string_view preposition;
    std::optional<RoleWord> before;  // the noun that the preposition hangs on
    bool verb_before = false;
  };
  struct Verdict {
    double doer = 0, hit = 0;
    std::string_view how_doer, how_hit;
    void as_doer(double weight, std::string_view how);
    void as_hit(double weight, std::string_view how);
  };

  void match_words();
  void mark_zones();
  void mark(const Phrase& phrase, double weight, std::vector<double>& zone) const;
  std::optional<Mention> mention_at(std::size_t word) const;
  Run run(std::size_t at, std::size_t depth = 0) const;
  bool add_to_run(Run& run, const RoleLexicon::Match& match, std::size_t at) const;
  Left left_of(const Mention& mention) const;
  bool country_in(std::size_t chunk) const;
  std::optional<RoleWord> kind_of_phrase(std::size_t chunk) const;
  bool negated_before(std::size_t word) const;
  Verdict judge(const Mention& mention) const;
  void judge_run(const Mention& mention, const Run& run, Verdict& verdict) const;
  void judge_left(const Run& run, const Left& left, Verdict& verdict) const;
  void judge_zones(const Mention& mention, const Run& run, Verdict& verdict) const;
  CountryRole told(const Mention& mention, double weight, std::string_view how) const;

  const Grammar& grammar_;
  const std::vector<Predicate>& predicates_;
  const RoleLexicon& lexicon_;
  const Names& names_;
  std::string_view text_;
  std::vector<std::optional<RoleLexicon::Match>> starts_, ends_;  // by word; ends_: by the word behind the phrase
  std::vector<double> doer_, hit_, speaker_;                      // by word, from frames
  std::size_t versus_ = 0;                                        // the word "vs", or 0
};

// One entry for each country, the surest first; those below the threshold of doubt are left out.
void settle_roles(std::vector<CountryRole>& doers, std::vector<CountryRole>& hit);

}  // namespace whence
