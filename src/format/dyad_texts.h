// The figures of a pair of states in words, the same on every page: a terminal's and a report's.
#pragma once

#include <cstddef>
#include <string>

#include "model/dyads.h"

namespace whence {

std::string factor_text(double factor);       // of Bayes; two digits below 100
std::string accusations(std::size_t number);  // "1 accusation"
std::string change_text(const Dyad& dyad, const DyadView& view);
std::string answers_text(const Dyad& dyad);  // how many of each kind
std::string tension_text(const Dyad& dyad, const DyadView& view);
std::string surprise_text(const Dyad& dyad);
// In which scopes an act was a first, and which earlier ones limit that.
std::string first_text(const Dyad& dyad, const DyadFirst& first);

}  // namespace whence
