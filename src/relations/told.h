// A claim as other documents' claims are compared with it: who speaks, what kind of act, of whom and about what.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/reading.h"
#include "model/repetition.h"
#include "relations/against_ledger.h"

namespace whence {

// Words and bounds by which tellings are compared: data/reading/statement-words.tsv, hedge-strength.tsv and
// repetition.tsv. `victims` are the concepts of ledger-words.tsv.
struct RepetitionRules {
  std::vector<std::string> cites;                          // "in a statement"
  std::vector<std::string> rests;                          // "on the basis of that report"
  std::set<std::string, std::less<>> generic;              // victims' words that tell nothing: "systems"
  std::set<std::string, std::less<>> company_tails;        // "security", "ltd"
  std::set<std::string, std::less<>> own_of_each;          // "their"
  std::map<std::string, double, std::less<>> strength;     // of hedge words, 0-1
  std::map<std::string, std::string, std::less<>> victim;  // "lawmakers" → "parliament"
  std::int64_t window_days = 14, deed_days = 31;           // between tellings; between deeds that may be one
  std::int64_t retold_days = 45;                           // between tellings that agree in speaker, group, victim
  std::int64_t incident_days = 92;                         // within which one group's incident is told
  double sentence_share = 0.5, document_share = 0.5;       // of words in common
  std::size_t sentence_run = 3, document_run = 5, least_runs = 5;  // words of a run; runs in common
};

// Acts that tell one thing: an accusation and an attribution of one statement may be worded either way.
enum class Speech { allegation, tie, charge, victim, outcome, denial, other };
Speech speech_of(Act act);

struct Told {
  ClaimPlace place;
  Speech saying = Speech::other;
  Act act = Act::comment;
  std::set<std::string> speakers;  // keys as in ClaimOrigin::speakers; empty: the outlet, or nobody named
  bool narrated = false;           // in the outlet's own voice, or with no speaker at all
  std::set<std::string> accused;   // state codes, of nationalities too
  bool accuses_state = false;      // a state itself, not a nationality
  std::set<std::string> groups;    // ids or folded names
  std::set<std::string> victims;   // states, concepts and words that tell victims apart
  std::optional<Interval> when;    // of the deed, where resolved to both ends
  std::string letter;              // of the matter within its document, empty if none
  bool sums_up = false;            // several statements, each with a victim of its own
  bool headline = false;           // which says in short what the text says
  std::optional<Date> published;
};
Told told_of(const Reading& reading, ClaimPlace place, const RepetitionRules& rules);

// How well two statements' objects agree: accused, group, victim, time of the deed.
struct Fit {
  bool conflict = false;
  int points = 0;  // fields that both fill and that agree
};
Fit fit_of(const Told& a, const Told& b, const RepetitionRules& rules);

bool within_window(const Told& a, const Told& b, const RepetitionRules& rules);
// Days between two dates, from the end of the earlier; 0 where one is not known.
std::int64_t days_between(const std::optional<Date>& a, const std::optional<Date>& b);
// Whether deeds lie further apart than `days`; false where one is not dated.
bool deeds_apart(const std::optional<Interval>& a, const std::optional<Interval>& b, std::int64_t days);
bool share_speaker(const Told& a, const Told& b);

// The key of a party that speaks; empty for one that nothing tells apart ("officials").
std::string speaker_key(const Party& party, const RepetitionRules& rules);

}  // namespace whence
