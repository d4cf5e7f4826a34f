// Above the cluster: what follows if the catalogues' labels are believed. Every step up is somebody's claim; its
// figures have no measured skill. docs/model.md 2.9.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "attribution/judgement.h"

namespace whence {

// Adds the columns, the sponsor level and what is not assessed. Requires: answer.levels holds the cluster level.
void add_levels(const Judgement& judgement, Answer& answer);

using StateShares = std::map<std::optional<std::string>, double>;  // no state: nobody we know
// P(s) = (1 - ε) Σ_{k labelled s} P(k); what is left goes to nobody we know. `share` by hypothesis, `labels` by
// cluster.
StateShares state_shares(const std::vector<double>& share, const std::vector<std::optional<std::string>>& labels,
                         double step_unknown);

// By cluster: the state that the catalogues tie it to, or nothing.
std::vector<std::optional<std::string>> sponsor_labels(const Knowledge& known, const Catalogue& counts);

}  // namespace whence
