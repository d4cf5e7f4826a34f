// Under which words a claim can be found.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/reading.h"

namespace whence {

using Facet = std::pair<std::string, std::string>;  // kind, value

// Kinds: all, accuser (states of its sources), speaker (their names), accused, dyad ("us>cn"), group, organ, victim,
// sector, act, rung (each up to its own: "at least 3" is one question), hedge, status, outlet, denied. Values in the
// form that facet_value() gives. Sorted, each once.
std::vector<Facet> facets_of(const Claim& claim, const Document& document);

// Values compare without case, with single spaces.
std::string facet_value(std::string_view name);

// What full-text search sees of a claim: its sentence and what its parties are called.
std::string words_of(const Claim& claim, const Reading& reading);

}  // namespace whence
