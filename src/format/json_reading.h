// The JSON of a reading, as docs/formats/reading-json.md promises it to other programs. Keys keep their order; what is
// unknown is null or an empty list.
#pragma once

#include <vector>

#include "base/json.h"
#include "model/reading.h"

namespace whence {

// Requires: indices in matters, relations and ledger notes lie within claims.
Json json_reading(const Reading& reading);

Json json_span(const Span& span);

}  // namespace whence
