// Above the cluster: what follows if the catalogues' labels are believed. Every step up is somebody's claim; its
// figures have no measured skill. docs/model.md 2.9.
#pragma once

#include "attribution/judgement.h"

namespace whence {

// Adds the columns, the sponsor level and what is not assessed. Requires: answer.levels holds the cluster level.
void add_levels(const Judgement& judgement, Answer& answer);

}  // namespace whence
