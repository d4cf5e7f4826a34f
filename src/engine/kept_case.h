// Cases that live in the workspace alone: the same things that engine/case_file.h does to files, and no path of any.
#pragma once

#include <string>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "engine/case_file.h"
#include "lexicon/data.h"
#include "store/workspace.h"

namespace whence {

// As the workspace saw it last. not_found if it never did.
Result<OpenCase> kept_case(const Data& data, Workspace& workspace, const std::string& name, const Limits& limits);
// As it saw it last before a time, as moment() has it.
Result<Case> kept_case_then(const Data& data, Workspace& workspace, const std::string& name, const std::string& time,
                            Time now, const Limits& limits);

// Whom it concerns and what it was before, for a change that must not undo another's.
struct CaseEdit {
  std::string name, by;
  std::string was;  // SHA-256 of the version that the change was made from; empty: the case is new
};

// From documents of the workspace, by their keys. conflict: there is one of that name.
Result<OpenCase> new_kept_case(const Data& data, Workspace& workspace, const std::vector<std::string>& documents,
                               const CaseEdit& change, const std::string& tlp, Time now, const Limits& limits);
// YAML in place of what was there. Its own name must be change.name. conflict: somebody has changed it since.
Result<OpenCase> replace_kept_case(const Data& data, Workspace& workspace, const std::string& yaml,
                                   const CaseEdit& change, Time now, const Limits& limits);
// Entries for its log. conflict likewise.
Result<OpenCase> add_kept_events(const Data& data, Workspace& workspace, const std::vector<CaseEvent>& events,
                                 const CaseEdit& change, Time now, const Limits& limits);

}  // namespace whence
