#pragma once

#include <vector>

#include "base/result.h"
#include "lexicon/data.h"
#include "model/ledger.h"

namespace whence {

// Every table below data/ledger/, in order of name and row. A row whose columns do not fit is an error that names it.
Result<std::vector<LedgerEntry>> load_ledger(const Data& data);

}  // namespace whence
