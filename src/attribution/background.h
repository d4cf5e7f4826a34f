// What an incident is compared with: the record as of a day. Made once, used for any number of cases.
#pragma once

#include <optional>
#include <vector>

#include "attribution/behaviour.h"
#include "attribution/catalogue.h"
#include "attribution/links.h"
#include "attribution/record.h"
#include "attribution/settings.h"
#include "model/priors.h"

namespace whence {

struct ClusterPrior {
  std::string name;               // catalogue, uniform, visibility
  double omega = 1.0;             // visibility only
  std::vector<double> log_share;  // the clusters, and last nobody we know
};

// P(nobody we know) = ρ; P(k) = (1-ρ) w_k / Σ w with w_k = N_k^η 2^(-age/h), and the same with w_k = 1.
// docs/model.md 2.3.
std::vector<ClusterPrior> cluster_priors(const Catalogue& known, const Settings& settings);

struct Background {
  Settings settings;
  Catalogue counts;                     // own edges only
  std::vector<ClusterPrior> priors;     // the first is the catalogue's, unless another was asked for
  std::vector<double> catalogue_prior;  // what the learned score takes off, whichever prior comes first
  std::optional<Record> record;         // for the learned behaviour score; absent where it is off
  BehaviourModel model;
  std::vector<LinkClaim> links;  // the catalogues' labels; callers add what they hold besides
  LinkSettings link_settings;
};

// `cut` limits what was known. Errors: a parameter or feature that the tables lack; a learned score without weights.
Result<Background> background(const Knowledge& known, const Priors& priors, const Cut& cut = {});

}  // namespace whence
