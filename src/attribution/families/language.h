// Language of strings, resources, keyboards and texts. docs/model.md 2.5 (f).
#pragma once

#include <string_view>
#include <vector>

#include "attribution/settings.h"
#include "model/bearing.h"
#include "model/state_facts.h"

namespace whence {

// By code ("pt", "pt-BR": the region says nothing), or by name whatever the case of its letters; null if unknown.
const Language* language_named(const std::vector<Language>& languages, std::string_view text);

// P(l|s) = native [s has l] / languages of s + (1 - native) background(l), against the mean over all states.
std::vector<Lean> language_leans(const Language& language, const StatedSettings& settings,
                                 const std::vector<StateFacts>& facts);

// Requires: the language is known. What is in a file bears on who made it, a keyboard or a text on who sat there.
Bearing language_bearing(const Evidence& evidence, const Language& language, const StatedSettings& settings,
                         const std::vector<StateFacts>& facts);

}  // namespace whence
