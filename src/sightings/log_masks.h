#pragma once

#include <cstddef>
#include <cstdint>

#include "base/vector_path.h"

namespace whence {

// Of 64 bytes; bit i: byte i is a letter, digit, full stop, hyphen, underscore or not ASCII; a full stop; a line feed.
struct LogMasks {
  std::uint64_t word = 0, dot = 0, line = 0;
};

// The masks of bytes[0, 64 * groups), all readable.
using FillLogMasks = void (*)(const char* bytes, std::size_t groups, LogMasks* masks);
FillLogMasks fill_log_masks(VectorPath path);

}  // namespace whence
