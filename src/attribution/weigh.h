// Who may be behind a case, how sure one can be, and why: the whole answer as one pure function. docs/model.md holds
// the formulae. Same case, knowledge and priors: the same bytes.
#pragma once

#include <string>
#include <vector>

#include "attribution/background.h"
#include "base/result.h"
#include "knowledge/knowledge.h"
#include "model/case.h"
#include "model/posterior.h"
#include "model/priors.h"
#include "model/traced.h"

namespace whence {

struct WeighOptions {
  std::string scale = "ICD203";  // a scale of data/priors/words.tsv
  // Items, statements of the ledger and origins of these to leave out, as if they had not been found.
  std::vector<EvidenceId> without = {};
  bool waive_origins = false;        // the naming rule's origin conditions, for evaluation on single reports
  bool robustness = true;            // flip sets beyond single items, what to collect next
  bool above = true;                 // what links clusters to organisations and states
  bool testimony = true;             // believe links that only governments assert
  std::vector<Traced> traced = {};   // what traces of the case's network objects found
  std::vector<LinkClaim> said = {};  // of the incident itself: claims with child this_incident
  std::string prior = "";            // which prior the answer is computed under, as id_of() has it; empty: the first
};

// Gives every item without an id one by its order ("e1", "e2", ...), not given to another.
Case numbered(Case incident);

// The case with every value looked up: sets `item` and `name`, and `not_used` with the reason where an item cannot
// enter the judgement (unknown technique or software, personas, testimony, ...). Ids as numbered()
// gives them. Items that already have `not_used` keep it.
Case resolved(Case incident, const Knowledge& known);

// Calls resolved() itself. Errors: an option that names no scale, or neither an item of the case nor a statement; a
// prior that the tables lack. A case without usable evidence is no error: the answer is then the prior, says so, and
// names nobody.
Result<Answer> weigh(const Case& incident, const Knowledge& known, const Priors& priors,
                     const WeighOptions& options = {});
// The same against a background already made, of any day.
Result<Answer> weigh(const Case& incident, const Knowledge& known, const Background& background, const Priors& priors,
                     const WeighOptions& options = {});

}  // namespace whence
