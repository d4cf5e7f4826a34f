// Indicators in a text: addresses, names, hashes, paths and identifiers, defanged or not, validated, with the bytes
// they came from. One pass for triggers, then each word that holds one is read once: linear in the text, whatever it
// holds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/reading.h"
#include "reading/indicators/indicator_lexicon.h"
#include "reading/indicators/triggers.h"

namespace whence {

struct IndicatorOptions {
  std::string own_url;  // of the document, or its host: indicators of that site are noted as "article link"
  VectorPath path = VectorPath::automatic;
};

// In text order, without overlaps. Requires: text is UTF-8 and shorter than 4 GiB. docs/indicators.md lists types,
// normal forms, defanged forms, notes and what is deliberately not matched.
std::vector<IndicatorMention> indicators(std::string_view text, const IndicatorLexicon& lexicon,
                                         const IndicatorOptions& options = {});

// How much was done, for tests of linearity.
struct IndicatorWork {
  std::size_t words = 0;  // read
  std::size_t bytes = 0;  // looked at in them, those looked at twice counted twice
};
std::vector<IndicatorMention> indicators(std::string_view text, const IndicatorLexicon& lexicon,
                                         const IndicatorOptions& options, IndicatorWork& work);

}  // namespace whence
