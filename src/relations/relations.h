// How the claims of one document bear on each other: denials on accusations, repetition, support, answer.
#pragma once

#include "model/reading.h"

namespace whence {

// Fills Claim::relations of reading.claims. Only what the text ties is tied: a denial bears on accusations against the
// one who denies; a claim repeats another of the same source, act and accused that adds nothing; a narrower accusation
// supports a general one of the same accuser; an answer responds to what was said against the one who answers.
// Requires: settled matters.
void relate_claims(Reading& reading);

}  // namespace whence
