// What `whence weigh DOCUMENT` shows besides the answer: the items it took, each with its sentence, and whom the text
// names, which is somebody's word and never evidence.
#pragma once

#include "format/layout.h"
#include "model/posterior.h"

namespace whence {

// Whether the case was read from one document and nobody has written it.
bool is_document(const Case& incident);

// Both are empty for a case that somebody wrote.
PageBlock taken_block(const Answer& answer, const PageOptions& options);
PageBlock told_block(const Answer& answer, const PageOptions& options);

}  // namespace whence
