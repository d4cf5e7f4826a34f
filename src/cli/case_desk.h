// What every command about a case shares.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/options.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/engine.h"
#include "store/workspace.h"

namespace whence {

// The tables and the workspace, open for writing: what a command sees of a case it keeps.
struct CaseDesk {
  Data data;
  Workspace workspace;
};
Result<CaseDesk> case_desk(const Options& options, const std::optional<std::string>& workspace);

// The error of a command that writes down who did it.
Error nobody_named(std::string_view command);

}  // namespace whence
