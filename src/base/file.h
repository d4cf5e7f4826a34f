#pragma once

#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace whence {

// The whole file; "-" is standard input. Errors name the path: missing, a directory, unreadable, larger than
// limits.bytes.
Result<std::string> read_file(const std::string& path, const Limits& limits);
// Writes to a new file beside `path` and renames it, so that a reader never sees half a file.
Result<void> write_file(const std::string& path, std::string_view bytes);

}  // namespace whence
