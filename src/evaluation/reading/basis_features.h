// What a reading adds to a text's words where the basis of an attribution is to be told: who claims, how, and how those
// who speak stand to those who did it and those who were hit.
#pragma once

#include <string>
#include <vector>

#include "evaluation/reading/country_names.h"
#include "model/reading.h"

namespace whence {

// Each once.
std::vector<std::string> basis_features(const Reading& reading, const CountryNames& names);

}  // namespace whence
