// When something was said, and when that happened of which it was said.
#pragma once

#include <optional>

#include "model/claim.h"

namespace whence {

// The day of the statement itself: as told, else that of the document, which is `published`; a time behind that is a
// misreading and is not used. Absent: neither is known.
std::optional<Date> made_on(const Claim& claim, const std::optional<Date>& published);

// The time of what the claim is about; null if only the time of the statement is told. Points into the claim.
const When* deed_time(const Claim& claim);

}  // namespace whence
