// Whether a workspace is sound, and a copy of it that is.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "store/workspace.h"

namespace whence {

// Everything that is wrong in the file, one sentence each, at most 100: SQLite's own structure, references between
// tables, claims that cannot be read back or do not lie within their text, indexes that do not fit what they index.
// Linear in the file; holds one reading at a time. Error: cannot be read at all.
Result<std::vector<std::string>> faults(Workspace& workspace);

// One file as it stands now, sound and compact, written beside `file` and renamed: never half a backup. Others may read
// and write meanwhile. Error: `file` is the workspace itself; cannot be written.
Result<void> back_up(Workspace& workspace, const std::string& file);

}  // namespace whence
