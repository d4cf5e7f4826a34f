// Who says and who denies each step above the closest match, for people. docs/model.md 2.9.
#pragma once

#include <string>
#include <vector>

#include "attribution/links/ladder.h"
#include "model/posterior.h"

namespace whence {

// One row for every link of a cluster, and of the operators asserted for it, by rising level.
std::vector<Assertion> assertions(const Ladder& ladder, const Responsibility& table, std::string_view cluster);

// "9 speakers and 1 catalogue, 3 origins, 2018-2024"; empty for no claims.
std::string asserted_by(const LinkClaims& claims);

// "3 statements, 2 origins"; without claims: "no statement in the ledger names these clusters: no
// change".
std::string basis_of_statements(const LinkClaims& claims);
std::string basis_of_answers(const LinkClaims& claims);
// Catalogues and vendors: "1 catalogue, 1 origin".
std::string basis_of_labels(const LinkClaims& claims);

}  // namespace whence
