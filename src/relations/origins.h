// The gathering itself: statements in, origins out.
#pragma once

#include <span>
#include <vector>

#include "model/repetition.h"
#include "relations/told.h"

namespace whence {

// Requires: `order` lists every document once, in order of time; `copies` is what document_copies found. Every claim of
// every reading is in exactly one origin.
std::vector<ClaimOrigin> origins_of(std::span<const Reading> readings, const std::vector<std::size_t>& order,
                                    const std::vector<DocumentCopy>& copies, const RepetitionRules& rules);

}  // namespace whence
