// Protocol D: incidents to which somebody has added another actor's items. docs/evaluation.md.
#pragma once

#include <optional>

#include "evaluation/incidents.h"
#include "prob/interval.h"

namespace whence {

enum class Planting { one_software, software_and_techniques, techniques };  // D1, D2, D3
inline constexpr Planting all_plantings[] = {Planting::one_software, Planting::software_and_techniques,
                                             Planting::techniques};
std::string_view name_of(Planting planting);

struct Planted {
  Incident incident;
  GroupIndex decoy = 0;
};

// Adds items of a decoy, drawn evenly from the catalogued groups other than the true one that have enough of them:
// D1 one piece of software that no other group is on record with, D2 that and three techniques, D3 five techniques;
// none of them in the incident already. Nothing if no group has.
std::optional<Planted> planted(const Incident& incident, const Catalogue& counts, Planting planting, Random& random);

}  // namespace whence
