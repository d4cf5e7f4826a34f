// What a person says of the items of a case, as entries for its log.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/case.h"

namespace whence {

// Ids of items, several apart by commas; "all": every item that is unchecked and used.
struct CaseVerdicts {
  std::vector<std::string> accept, reject, background, incident;
  std::vector<std::string> amend;  // "e3=T1566.002"
  std::string by, why;
};

// Errors: no such item; an amendment without "="; nobody named.
Result<std::vector<CaseEvent>> case_events(const Case& incident, const CaseVerdicts& verdicts);

// The signature of a second person. Errors: of who prepared it; nobody named.
Result<CaseEvent> signature(const Case& incident, const std::string& by);

}  // namespace whence
