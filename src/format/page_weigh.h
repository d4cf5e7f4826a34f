// What `whence weigh` says on a terminal: never "X did it"; every share with its range; nothing unmarked above the
// cluster.
#pragma once

#include <string>

#include "format/layout.h"
#include "format/page_texts.h"
#include "model/posterior.h"

namespace whence {

// At most options.columns wide and, unless options.all, options.lines long. Requires: the answer has a cluster
// posterior that includes "nobody we know". Deterministic.
std::string page_weigh(const Answer& answer, const PageTexts& texts, const PageOptions& options);

}  // namespace whence
