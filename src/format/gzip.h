#pragma once

#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace whence {

// Whether the bytes begin as a gzip file does.
bool is_gzip(std::string_view bytes);
// The contents of a gzip file (RFC 1952), one member or several. `name` is for messages. Enforces limits.bytes on what
// comes out, so that a small file cannot fill the memory.
Result<std::string> gunzip(std::string_view bytes, std::string_view name, const Limits& limits);

}  // namespace whence
