// An exchange as one table, and as a layer of ATT&CK Navigator: lossy targets, which say what they leave out.
#pragma once

#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "format/exchange.h"
#include "format/page_ledger.h"
#include "model/case.h"

namespace whence {

// The ledger as csv_ledger has it; else one row for each hypothesis (with its range, the share of nobody we know, marks
// and data version), item, statement and claim.
Exported write_csv(const Exchange& exchange);

// Layer format 4.5 of one case (score: the technique's log-likelihood ratio for the closest match, nats) or of one
// document (no scores). Error: neither, or several, or no technique in it.
Result<Exported> write_navigator(const Exchange& exchange, std::string_view attack_version);

// The techniques of a layer as a case of one origin; disabled ones are left out, scores are not used. Error: no layer.
Result<Case> read_navigator(std::string_view bytes, std::string_view name, const Limits& limits);

}  // namespace whence
