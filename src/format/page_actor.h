// What `whence actor` says on a terminal: entry by entry what each catalogue says, who asserts it, and what the ledger
// holds with the reply beside each act.
#pragma once

#include <string>

#include "format/layout.h"
#include "format/page_texts.h"
#include "model/actor.h"

namespace whence {

// At most options.columns wide and, unless options.all, options.lines long. A reply that nobody has verified is shown
// only with options.all, and marked.
std::string page_actor(const ActorAnswer& answer, const PageTexts& texts, const PageOptions& options);

}  // namespace whence
