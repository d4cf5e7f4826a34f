#pragma once

#include <vector>

#include "attribution/links.h"
#include "attribution/settings.h"
#include "base/result.h"
#include "knowledge/knowledge.h"
#include "lexicon/data.h"

namespace whence {

// What the public ledger says of catalogued groups: verified rows that name a group and one state, or one group and one
// body of that state. A name that several groups bear, and rows whose groups and bodies could be paired in more than one
// way, give no link: missing is better than wrong.
Result<std::vector<LinkClaim>> ledger_links(const Data& data, const Knowledge& known, const Settings& settings);

}  // namespace whence
