// Bytes of unknown encoding to UTF-8 text, with the way back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "format/offsets.h"
#include "model/oddity.h"

namespace whence {

struct Decoded {
  std::string text;                // valid UTF-8, no NUL
  std::vector<OffsetRun> offsets;  // into the bytes received; empty means identity
  std::string encoding;            // "UTF-8", "UTF-16LE", "windows-1252", ...
  std::vector<Oddity> oddities;    // everything that is not plain UTF-8 or had to be replaced
};

// A byte order mark decides (and is left out of the text), then validity as UTF-8, then `declared` if it is an encoding
// that contains ASCII, then whether the bytes look like damaged UTF-8 (U+FFFD for each bad sequence) or else like
// Windows-1252. UTF-8 without a mark comes back byte for byte.
// Errors name `name`: empty; known binary formats; a NUL byte; more control characters than text has; text beyond 4
// GiB.
Result<Decoded> decode(std::string bytes, std::string_view name, std::string_view declared = {});

}  // namespace whence
