// The JSON of an answer, as docs/formats/weigh.md promises it. The headline travels with its range, with the share of
// "nobody we know" and with the data version, so that none of them can be left behind.
#pragma once

#include "base/json.h"
#include "model/posterior.h"

namespace whence {

Json json_weigh(const Answer& answer);

}  // namespace whence
