// Which state a case points to if nothing but the catalogues' labels is believed: protocol G.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "attribution/behaviour/catalogue.h"
#include "knowledge/knowledge.h"

namespace whence {

using StateShares = std::map<std::optional<std::string>, double>;  // no state: nobody we know
// P(s) = (1 - ε) Σ_{k labelled s} P(k); what is left goes to nobody we know. `share` by hypothesis, `labels` by
// cluster.
StateShares state_shares(const std::vector<double>& share, const std::vector<std::optional<std::string>>& labels,
                         double step_unknown);

// By cluster: the state that the catalogues tie it to, or nothing.
std::vector<std::optional<std::string>> sponsor_labels(const Knowledge& known, const Catalogue& counts);

}  // namespace whence
