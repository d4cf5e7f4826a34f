// The ledger on a terminal and as tables. Accusation and answer stand side by side, at the same width and with the same
// limit; where there is no answer, that is said.
#pragma once

#include <map>
#include <string>

#include "base/json.h"
#include "format/layout.h"
#include "model/ledger_view.h"

namespace whence {

// Says of somebody that he accused nobody: "did not attribute the attack", "declined to name a culprit". No
// attribution.
bool accuses_nobody(const LedgerLine& line);

std::string page_ledger(const LedgerView& view, const PageOptions& options);

// {"asked", "lines", "claims", "record", ...}; docs/formats/ledger.md.
Json json_ledger(const LedgerView& view);

// One line a row, with a header. Comma-separated as RFC 4180 has it; a cell that a spreadsheet would take for a formula
// starts with an apostrophe.
std::string csv_ledger(const LedgerView& view);

// A row for each incident and attribution in the columns of public incident databases; lists separated by ';', "Not
// available" where nothing is known. `names`: states by code.
std::string csv_incidents(const LedgerView& view, const std::map<std::string, std::string, std::less<>>& names);

}  // namespace whence
