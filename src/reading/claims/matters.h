// Which incident of the text a claim belongs to, and the links that readers supply and the text does not make.
#pragma once

#include "model/reading.h"
#include "reading/sentences/words.h"

namespace whence {

// Letters the matters of reading.claims in text order: one for each victim that is somebody in particular, one for each
// charge without a victim; the rest is "general", "background" (mentioned acts) or "other" (not about computers). Fills
// reading.matters; answers are filed under every matter they cover. `words` knows articles and owners.
void settle_matters(Reading& reading, const WordTables& words);

// Fills reading.not_in_text. Requires settled matters.
void list_unsaid(Reading& reading);

}  // namespace whence
