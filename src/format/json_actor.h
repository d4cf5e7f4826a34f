// The JSON of `whence actor`, as docs/formats/actor.md promises it.
#pragma once

#include "base/json.h"
#include "model/actor.h"

namespace whence {

Json json_actor(const ActorAnswer& answer);

}  // namespace whence
