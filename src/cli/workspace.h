// What every command that keeps things shares.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "cli/options.h"
#include "engine/read.h"
#include "engine/workspace_file.h"
#include "store/workspace.h"

namespace whence {

// Declares --workspace FILE.
void workspace_option(Options& options, std::optional<std::string>& named);

// What the user says of documents: --source, --published, --url.
struct StatedOptions {
  std::optional<std::string> source, published, url;
};
void stated_options(Options& options, StatedOptions& stated);
Result<Provenance> provenance_of(const StatedOptions& stated);

// The day, month or year typed behind `option`; none where nothing was typed.
Result<std::optional<Date>> day_of(const char* option, const std::optional<std::string>& typed);

// For reading, beside the public record that is always there: nothing where there is no workspace and none was named.
enum class Wanted { no, if_there, needed };
Result<std::optional<Workspace>> workspace_if_there(const std::optional<std::string>& named, Wanted wanted);

}  // namespace whence
