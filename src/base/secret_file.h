#pragma once

#include <string>

#include "base/result.h"

namespace whence {

// The whole of a file that holds secrets. Errors name it: one that others than its owner may read or change, larger
// than a megabyte, unreadable.
Result<std::string> read_secret_file(const std::string& file);

}  // namespace whence
