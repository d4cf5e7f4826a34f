#pragma once

#include <vector>

#include "attribution/links/links.h"
#include "attribution/settings.h"
#include "base/result.h"
#include "knowledge/knowledge.h"
#include "lexicon/data.h"
#include "model/case.h"
#include "model/priors.h"

namespace whence {

// What rows of the public ledger say of who stands behind whom: the lines of data/links/claims.tsv, each with the
// speaker, day, rung, joint action and reply of its row, each speaker weighed by docs/model.md 3.2. Rows that are not
// verified give none. Errors name the line: a
// row, firm, body or state that the tables lack, a speaker who is none of the row's accusers, a body of a state that
// the row does not accuse.
Result<std::vector<LinkClaim>> ledger_links(const Data& data, const Priors& priors, const Settings& settings);

// What the ledger's rows that a case cites say of the incident itself: claims with child this_incident, made of the
// row's lines among `of_ledger`; of a row without lines, that the one state it accuses did it. Rows that are not
// verified, that name no state or several give none.
Result<std::vector<LinkClaim>> said_of_incident(const Data& data, const Priors& priors, const Settings& settings,
                                                const Knowledge& known, const std::vector<LinkClaim>& of_ledger,
                                                const Case& incident);

// Gives every claim its state's name for people.
Result<void> name_states(const Data& data, std::vector<LinkClaim>& claims);

}  // namespace whence
