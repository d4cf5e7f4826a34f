#pragma once

#include "format/layout.h"
#include "model/actor.h"

namespace whence {

// Which cluster the name means, catalogue by catalogue, with what is left for none of them. No row where no catalogue
// has the name for the vendor and day asked for, other than one that says so.
PageBlock meaning_block(const ActorAnswer& answer, const PageOptions& options);

}  // namespace whence
