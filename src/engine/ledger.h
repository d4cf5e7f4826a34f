// `whence ledger`: who says what of whom and who answers, out of everything that is held.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "lexicon/data.h"
#include "model/ledger_view.h"
#include "store/find.h"
#include "store/workspace.h"

namespace whence {

// LedgerFilter::most where all claims are wanted, as in an export.
inline constexpr std::size_t every_claim = 100'000;

struct LedgerFilter {
  // Any of the values of a field, all of the fields. Parties: a state's code or name, or what somebody is called.
  std::vector<std::string> accuser, accused, group, organ, victim, sector, act, hedge, status, document, outlet, tag,
      incident;
  std::optional<int> rung;  // at least
  std::optional<Date> from, to;
  std::string words;
  // Which of the three; exchanged: attributions that other systems' objects make, as they were imported.
  bool record = true, claims = true, exchanged = true;
  bool withheld = false;             // only who says that they accuse nobody, or is said not to have
  bool unverified = false;           // also acts and answers whose source nobody checked
  bool rejected = false;             // also claims that the analyst rejected
  std::size_t most = 100;            // claims listed
  std::optional<ClaimCursor> after;  // the page behind this one: LedgerView::next of the page before
};

// Without a workspace (null) the public record alone. Errors: a filter that names no state, act, ...
Result<LedgerView> ledger(const Data& data, Workspace* workspace, const LedgerFilter& filter);

// LedgerView::next as a cursor.
std::optional<ClaimCursor> cursor_from(std::string_view text);

}  // namespace whence
