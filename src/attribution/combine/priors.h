// Before any item is looked at: how likely each catalogued cluster is, and nobody we know; and what would follow if
// publishers told less of their own side's operations. docs/model.md 2.3.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "attribution/behaviour/catalogue.h"
#include "attribution/settings.h"
#include "model/priors.h"

namespace whence {

struct ClusterPrior {
  std::string name;               // catalogue, uniform, visibility
  double omega = 1.0;             // visibility only
  std::vector<double> log_share;  // the clusters, and last nobody we know
};
// What --prior calls it: "catalogue", "uniform", "visibility-0.3".
std::string id_of(const ClusterPrior& prior);

// P(nobody we know) = ρ; P(k) = (1-ρ) w_k / Σ w with w_k = N_k^η 2^(-age/h), and the same with w_k = 1.
std::vector<ClusterPrior> cluster_priors(const Catalogue& known, const Settings& settings);

// Who published what about whom: all that visibility is reckoned from.
struct PublicReport {
  std::string publisher;               // state where its publisher is at home; empty: not known
  std::vector<ClusterIndex> clusters;  // on whose edges it is cited; rising
};
struct PublicRecord {
  std::vector<PublicReport> reports;
  std::vector<std::string> sponsor;               // by cluster: the state that a catalogue names; empty: none
  std::vector<std::vector<std::string>> victims;  // by cluster: states where a catalogue says it had victims; sorted
};
PublicRecord public_record(const Knowledge& known, const Catalogue& counts, const Cut& cut, const Priors& priors);

// The same state, or two that belong to one alliance of data/priors/alliances.tsv.
bool same_side(const std::vector<Alliance>& alliances, std::string_view a, std::string_view b);

struct PriorSet {
  std::vector<ClusterPrior> priors;  // the first is what answers are computed under
  std::string not_applicable;        // why the catalogue's prior is not among them; empty if it is
};
// Catalogue, uniform, and visibility for every ω of the settings. `country`: the victim's; empty or no state of the
// tables: every report counts. Where the country's own publishers and its allies' wrote less than
// Settings::coverage_least of the reports, the catalogue's prior does not apply and every count is left out of the
// rest.
PriorSet priors_for(const PublicRecord& record, const Catalogue& counts, const Priors& priors, const Settings& settings,
                    std::string_view country);

}  // namespace whence
