// Who asserts and who denies a step above the cluster, in words that every page uses. Strings are clean, not yet
// escaped; none holds a figure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/posterior.h"

namespace whence {

// Rows that differ only in whom they link are one: "A, B for X, Y". The order is kept.
std::vector<Assertion> merged(const std::vector<Assertion>& assertions);

// "Firm for Ministry (Office), as a front company".
std::string assertion_text(const Assertion& assertion);
// "1 speaker, 2021 (US)"; who speaks is left out where it would be long.
std::string asserted_by(const Assertion& assertion);
// "an answer is on record (embassy: rejects, 2021)"; "no answer found in what we hold" where nothing is.
std::string answer_text(const Assertion& assertion);
// "L049 L089 misp".
std::string sources_text(const Assertion& assertion);

// What the statements tell of a state's part, most first, without a figure: "by its own people; ordered from others".
// Empty where none tells.
std::string part_text(const StatePart& part);

// "tool maker", "relay", "way in".
std::string_view role_label(Role role);

}  // namespace whence
