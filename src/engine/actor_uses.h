#pragma once

#include "knowledge/knowledge.h"
#include "model/actor.h"

namespace whence {

// Fills in what the catalogue says the group used, its campaigns, and how many reports that rests on.
void add_uses(const Knowledge& knowledge, GroupIndex group, ActorEntry& entry);

}  // namespace whence
