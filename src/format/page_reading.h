// What `whence read` says on a terminal: what the text says, never who did it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "format/layout.h"
#include "format/page_texts.h"
#include "model/reading.h"

namespace whence {

// At most options.columns wide and, unless options.all, options.lines long. Deterministic.
std::string page_reading(const Reading& reading, const PageTexts& texts, const PageOptions& options);

// Why a claim was read so: `which` is a matter's letter, a claim's id or its number in the text (from 1): cue, rule,
// scope, parties with the words behind each. not_found names what can be asked for.
Result<std::string> explain_reading(const Reading& reading, const PageTexts& texts, std::string_view which,
                                    const PageOptions& options);

}  // namespace whence
