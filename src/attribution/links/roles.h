// Which part in an operation an item bears on, and what the items say of parts besides the operator's.
// docs/model.md 2.1.
#pragma once

#include <vector>

#include "attribution/judgement.h"
#include "model/posterior.h"

namespace whence {

// What the case says; else by kind: software and likeness of code speak of who made them (and of an operator only
// through who is on record as using them), an intermediary of who carried the traffic, victims and baits of who gave
// the order, all else of the operator.
Role bears_on(const Evidence& item);

// One note for each part besides the operator's that used items bear on, and for relays and access also unused ones.
std::vector<RoleNote> role_notes(const Judgement& judgement);

}  // namespace whence
