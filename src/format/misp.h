// MISP event JSON out and in. docs/formats/misp.md says which of our things becomes what.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "format/exchange.h"
#include "format/misp_event.h"
#include "model/case.h"
#include "model/oddity.h"

namespace whence {

// One event for each case, each document and the ledger; several stand in a list "response".
Exported write_misp(const Exchange& exchange);

// The parts of write_misp.
Json misp_case(const Exchange& exchange, const SharedCase& shared);
Json misp_document(const Exchange& exchange, const SharedDocument& shared);
Json misp_ledger(const Exchange& exchange, const LedgerView& ledger);

struct MispReading {
  Received ours;
  std::vector<ForeignObject> events;  // whole, as they came
  std::size_t attributes = 0, objects = 0, opinions = 0, notes = 0, relationships = 0;
  std::string tlp;
  std::vector<Oddity> oddities;
};
Result<MispReading> read_misp(std::string_view bytes, std::string_view name, const Limits& limits);

// The techniques, software and indicators of an event as a case. Error: nothing in it that can be weighed.
Result<Case> case_from_misp(std::string_view bytes, std::string_view name, const Limits& limits);

}  // namespace whence
