#pragma once

#include "base/result.h"
#include "engine/case_words.h"
#include "model/case.h"
#include "model/reading.h"

namespace whence {

// A document as a case: each technique, each piece of software and each indicator found in it, once, as an unchecked
// item whose origin is the document. What the text says of actors is testimony: statements, never weighed. Error:
// nothing to weigh.
Result<Case> case_of_reading(const Reading& reading, const CaseWords& words);

}  // namespace whence
