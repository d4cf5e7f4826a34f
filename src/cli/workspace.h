// What every command that keeps things shares.
#pragma once

#include <optional>
#include <string>

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

}  // namespace whence
