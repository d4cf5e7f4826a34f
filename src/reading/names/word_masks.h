// Where the words of a text are, 64 bytes at a time.
#pragma once

#include <cstdint>

#include "base/vector_path.h"

namespace whence {

// Bit i: byte i of 64 is an ASCII letter or digit.
using AlnumMask = std::uint64_t (*)(const char* bytes);
AlnumMask alnum_mask(VectorPath path);

}  // namespace whence
