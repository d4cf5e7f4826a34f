#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/result.h"

namespace whence {

// The workspace that commands use: the named one, else WHENCE_WORKSPACE, else whence.db in the working folder.
std::string workspace_file(const std::optional<std::string>& named);

// The time to write beside what is kept; SOURCE_DATE_EPOCH (seconds since 1970) where it is set, so that a run can be
// repeated to the byte.
Time time_now();

}  // namespace whence
