#pragma once

#include <vector>

#include "attribution/links.h"
#include "attribution/settings.h"
#include "base/result.h"
#include "lexicon/data.h"

namespace whence {

// What rows of the public ledger say of who stands behind whom: the lines of data/links/claims.tsv, each with the
// speaker, day, rung, joint action and reply of its row. Rows that are not verified give none. Errors name the line: a
// row, firm, body or state that the tables lack, a speaker who is none of the row's accusers, a body of a state that
// the row does not accuse.
Result<std::vector<LinkClaim>> ledger_links(const Data& data, const Settings& settings);

// Gives every claim its state's name for people.
Result<void> name_states(const Data& data, std::vector<LinkClaim>& claims);

}  // namespace whence
