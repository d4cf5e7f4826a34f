// Every item that is not behaviour, turned into what it says, for whom and of which role. docs/model.md 2.5 (c) to (h).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "attribution/background.h"
#include "model/bearing.h"
#include "model/traced.h"

namespace whence {

struct Bearings {
  std::vector<Bearing> items;                 // in the order of the case
  std::map<std::string, std::string> unused;  // by item's id: why it bears on nobody
  std::vector<std::string> repeated;          // ids of items that say again what an earlier one said: counted once
};

// Requires: incident went through resolved(). Items with `not_used`, techniques, software, personas and testimony are
// passed over.
Bearings bearings(const Case& incident, const Knowledge& known, const Background& background, const Priors& priors,
                  const std::vector<Traced>& traced = {});

// The chance that an item is genuine and of this case, by its grade.
double quality_of(const Evidence& evidence, const Priors& priors, const Settings& settings);

}  // namespace whence
