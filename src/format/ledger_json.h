// The JSON of a ledger by its parts, and back.
#pragma once

#include "base/json.h"
#include "model/ledger_view.h"

namespace whence {

Json json_ledger_line(const LedgerLine& line);
Json json_ledger_answer(const LedgerAnswer& answer);
Json json_ledger_frame(const LedgerView& view);  // all but its lines

LedgerLine ledger_line_from(const Json& json);
LedgerView ledger_frame_from(const Json& json);

}  // namespace whence
