// Whom else it hit, and whom a lure speaks to. docs/model.md 2.5 (d) and (h). Both reflect who gave the order and what
// is visible of it, so they share one low ceiling.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/behaviour/catalogue.h"
#include "attribution/settings.h"
#include "model/bearing.h"
#include "model/state_facts.h"

namespace whence {

// Victims on record, by cluster: states as "KR", sectors as "sector:energy"; each once, sorted.
using VictimsOnRecord = std::vector<std::vector<std::string>>;
VictimsOnRecord victims_on_record(const Knowledge& known, const Catalogue& counts,
                                  const std::vector<SectorWord>& words);

// The sector that a catalogue's word means; empty if none does.
std::string sector_named(const std::vector<SectorWord>& words, std::string_view text);

// ln of (n_v + m π_v) / (n + m) / π_v, π_v = (clusters with v + 1/2) / Σ: a record of n victims, n_v times v.
double victim_weight(double of_this, double all, double background, double m);

// Two: on clusters with enough victims on record, and on states by the labels of all other clusters. `state_of` by
// cluster, empty where no catalogue names a sponsor. Several victims of one item count as n / (1 + (n-1) r).
std::vector<Bearing> victim_bearings(const Evidence& evidence, const VictimsOnRecord& record,
                                     const std::vector<std::string>& state_of, const Settings& settings,
                                     const std::vector<SectorWord>& words, const Knowledge& known,
                                     const Catalogue& counts);

}  // namespace whence
