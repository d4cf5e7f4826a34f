// The tables of a workspace, as steps from nothing to today. Steps are only ever added: a workspace of any earlier
// version becomes one of today by running those it lacks, each in a transaction of its own.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "store/database.h"

namespace whence {

std::span<const std::string_view> schema_steps();

// Brings `database` to `version` (0: to today's). Requires: open for writing. Errors: made by a newer program, another
// program's database.
Result<void> migrate(Database& database, std::size_t version = 0);

// The version of the tables in it; an Error where they are not ours or newer than ours. 0: empty file.
Result<std::size_t> schema_version(Database& database);

}  // namespace whence
