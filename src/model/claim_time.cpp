#include "model/claim_time.h"

namespace whence {

std::optional<Date> made_on(const Claim& claim, const std::optional<Date>& published) {
  const auto told = claim.said ? claim.said->interval.from : std::nullopt;
  if (!told || (published && told->first > last_day(*published))) return published;
  return told;
}

const When* deed_time(const Claim& claim) {
  const bool of_statement = claim.when && claim.said && claim.when->span == claim.said->span;
  return claim.when && !of_statement ? &*claim.when : nullptr;
}

}  // namespace whence
