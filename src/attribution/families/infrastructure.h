// Network objects: what one that is on record as a cluster's says, what an exit that many use still says, and the door
// by which a trace enters. docs/model.md 2.5 (c) and 2.14.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "attribution/behaviour/catalogue.h"
#include "attribution/settings.h"
#include "model/bearing.h"
#include "model/shared_object.h"
#include "model/traced.h"

namespace whence {

// ln[ 1 + control · right · (Λ - 1) ]: `control` is the chance of common control with an object on record as a
// cluster's, `right` that the record is right.
double control_weight(double control, double right, const StatedSettings& settings);

// The chance of common control with an object one step away, by what the two share: π LR / (1 - π + π LR).
double control_by_sharing(double ratio, const StatedSettings& settings);

// What network objects are compared with. All must outlive it.
struct OnNetwork {
  const std::vector<Traced>& traced;
  const std::vector<SharedObject>& objects;
  const StatedSettings& settings;
  const Knowledge& known;
  const Catalogue& counts;
};

// Of an object that carries others' traffic, as the case (`via`) or a trace says: bears on who relays; its known
// clients share what is left, none of them alone. Of any other: bears on the operator, as far as the case or a trace
// ties it to a cluster. `unused` says why it bears on nobody; empty if it does.
Bearing infrastructure_bearing(const Evidence& evidence, const OnNetwork& network, std::string& unused);

}  // namespace whence
