// What an incident is compared with: the record as of a day. Made once, used for any number of cases.
#pragma once

#include <optional>
#include <vector>

#include "attribution/behaviour/behaviour.h"
#include "attribution/behaviour/catalogue.h"
#include "attribution/behaviour/record.h"
#include "attribution/combine/priors.h"
#include "attribution/links/links.h"
#include "attribution/settings.h"
#include "model/priors.h"

namespace whence {

struct Background {
  Settings settings;
  Catalogue counts;                     // own edges only
  PublicRecord published;               // what the priors of a case are reckoned from
  PriorSet priors;                      // of a victim whose state is not told
  std::vector<double> catalogue_prior;  // what the learned score takes off, whichever prior a case has
  std::optional<Record> record;         // for the learned behaviour score; absent where it is off
  BehaviourModel model;
  std::vector<LinkClaim> links;  // the catalogues' labels; callers add what they hold besides
  LinkSettings link_settings;
  bool dated_only = false;  // of a day in the past: what is on record without a date does not count
};

// `cut` limits what was known. Before a day only dated facts count: no visibility prior, no victims on record. Errors:
// a parameter or feature that the tables lack; a learned score without weights.
Result<Background> background(const Knowledge& known, const Priors& priors, const Cut& cut = {});

}  // namespace whence
