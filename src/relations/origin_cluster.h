// An origin in the making: the tellings that have been gathered, and what they say together.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/repetition.h"
#include "relations/told.h"

namespace whence {

struct Cluster {
  Told profile;  // of the first telling, with what later ones fill in
  std::vector<Occurrence> tellings;
  std::map<std::size_t, std::string> letters;  // by document
  std::set<std::size_t> targets;               // of answers: the clusters they answer
};

// By its key: a state, not somebody of a name.
bool is_state(std::string_view speaker);

// A copied sentence in which one state has become another tells of another statement, not of a slip.
bool other_state(const Told& a, const Told& b);

// Another matter of the same document, by its letter. A headline may bear a letter of its own.
bool one_sided(const Told& one, const Cluster& cluster, const RepetitionRules& rules);

// "X and Y have accused Z": not what X alone has said, but that and more.
bool sums_up(const Told& one, const Told& other);

// One group and one victim in both.
bool particular(const Told& one, const Told& other);

// The earliest telling with a speaker is the first; one that was joined to a later one is a telling of it. Requires:
// in order of time.
void name_first(std::vector<Occurrence>& tellings);

}  // namespace whence
