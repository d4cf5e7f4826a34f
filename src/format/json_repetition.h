// The JSON of several documents read together, as docs/formats/reading-json.md promises it.
#pragma once

#include <vector>

#include "base/json.h"
#include "model/reading.h"
#include "model/repetition.h"

namespace whence {

// One reading: json_reading of it. Several: {"documents", "origins", "matters", "drift", "copies", "not_read"}.
// Requires: `repetition` is of these readings.
Json json_readings(const std::vector<Reading>& readings, const Repetition& repetition);

}  // namespace whence
