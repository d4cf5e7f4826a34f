// Coded cyber incidents with a description: which country the reader says began it, which it hit, on what basis
// somebody attributed it. docs/evaluation.md.
//
// The first answer counts: the surest of the countries of those who did it, and of those who were hit.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "evaluation/reading/country_names.h"
#include "evaluation/reading/score.h"

namespace whence {

// The state that catalogues tie an actor to, by the actor's id; empty if none does.
using StateOfActor = std::function<std::string(const std::string& actor)>;

// `csv`: the set's table. Methods: `whence`, what is read; `whence_labels`, where nothing is read the state of a named
// group in the catalogues; `demonym`, the first adjective of nationality before a word for doers, else the first form
// at all. For the basis: `whence`, a logit over words and what was read; `naive_bayes` over words; `majority`.
Result<SetScore> score_eurepoc(std::string_view csv, std::string_view set, const CountryNames& names,
                               const StateOfActor& state_of, const ReadCall& read);

}  // namespace whence
