// `whence reread`: documents of the workspace read again by the program and the data of today.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/read.h"
#include "store/verdicts.h"
#include "store/workspace.h"

namespace whence {

// What another reading of one document changed. A claim that differs in any word but its relations is another claim.
struct Reread {
  DocumentRow document;
  std::vector<Claim> fresh, gone;
  std::size_t same = 0;
  std::size_t carried = 0;        // verdicts that found their claim again
  std::vector<Verdict> unplaced;  // and those that did not
};

struct RereadSummary {
  std::size_t documents = 0, read = 0, changed = 0;
  std::size_t fresh = 0, gone = 0, same = 0, carried = 0;
  std::vector<Reread> changes;  // of documents with fresh or gone claims or unplaced verdicts
};

// All documents, or with `only_changed` those whose newest reading is not by this program with this data. Documents are
// kept one by one: a run that was cut off goes on where it was. Earlier readings stay.
Result<RereadSummary> reread(const ReadingDesk& desk, Workspace& workspace, bool only_changed, const Versions& versions,
                             Time now, const ProgressCall& progress);

}  // namespace whence
