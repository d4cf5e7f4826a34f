// Which countries a sentence ties to who did it and to who was hit, by the words beside them and by the frames that
// fit. Wider than claims: "Chinese hackers" gives the origin of people, and no claim that a state did anything.
#pragma once

#include <string_view>
#include <vector>

#include "model/reading.h"
#include "reading/frames/predicates.h"
#include "reading/names/names.h"
#include "reading/roles/role_lexicon.h"
#include "reading/roles/role_phrases.h"
#include "reading/sentences/grammar.h"

namespace whence {

class RoleReader {
 public:
  // All references are kept; `predicates` are the sentence's.
  RoleReader(const Grammar& grammar, const std::vector<Predicate>& predicates, const RoleLexicon& lexicon,
             const Names& names, std::string_view text);

  // Adds what the sentence tells, in text order; weights are 0-9, how surely.
  void read(std::vector<CountryRole>& doers, std::vector<CountryRole>& hit);

 private:
  struct Verdict {
    double doer = 0, hit = 0;
    std::string_view how_doer, how_hit;
    void as_doer(double weight, std::string_view how);
    void as_hit(double weight, std::string_view how);
  };

  void mark_zones();
  void mark_slot(const Predicate& predicate, const Filled& filled);
  void mark(const Phrase& phrase, double weight, std::vector<double>& zone) const;
  Verdict judge(const StateMention& mention) const;
  void judge_run(const StateMention& mention, const StateRun& run, Verdict& verdict) const;
  void judge_left(const StateRun& run, const StateLeft& left, Verdict& verdict) const;
  void judge_preposition(const StateRun& run, const StateLeft& left, Verdict& verdict) const;
  void judge_zones(const StateMention& mention, const StateRun& run, Verdict& verdict) const;
  void judge_name(const StateMention& mention, const StateRun& run, Verdict& verdict) const;
  CountryRole told(const StateMention& mention, double weight, std::string_view how) const;

  const Grammar& grammar_;
  const std::vector<Predicate>& predicates_;
  const RoleLexicon& lexicon_;
  RolePhrases phrases_;
  std::string_view text_;
  std::vector<double> doer_, hit_, speaker_;  // by word, from frames
};

// One entry for each country, the surest first; those below the threshold of doubt are left out. The country that did
// it is hit first only where no other was hit as surely.
void settle_roles(std::vector<CountryRole>& doers, std::vector<CountryRole>& hit);

}  // namespace whence
