// From a likelihood of every state to log-likelihood ratios against all of them alike.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/bearing.h"
#include "model/state_facts.h"

namespace whence {

// ln [ L(s) / mean over states of L ], in the order of the facts. Whoever is no state of the tables has the mean: 0.
// Requires: as many logarithms as facts.
std::vector<Lean> against_all(const std::vector<double>& log_likelihoods, const std::vector<StateFacts>& facts);

// How many states an item fits at least as well as the average.
std::size_t states_that_fit(const std::vector<Lean>& leans);
// "fits 23 states".
std::string fits(const std::vector<Lean>& leans);

}  // namespace whence
