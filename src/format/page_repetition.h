// What `whence read a b c` says on a terminal: which statements stand behind the documents, who repeats them, and what
// changed on the way.
#pragma once

#include <string>
#include <vector>

#include "format/layout.h"
#include "format/page_texts.h"
#include "model/reading.h"
#include "model/repetition.h"

namespace whence {

// At most options.columns wide and, unless options.all, options.lines long. Deterministic. Requires: `repetition` is of
// these readings.
std::string page_repetition(const std::vector<Reading>& readings, const Repetition& repetition, const PageTexts& texts,
                            const PageOptions& options);

}  // namespace whence
