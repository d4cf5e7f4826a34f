#pragma once

#include <string>
#include <string_view>

#include "model/reading.h"

namespace whence {

// "German" for "de" (ISO 639-1); "language xx" for a code without a name here; "language not told" for none.
std::string language_name(std::string_view code);

// What pages say of a text that was not read, or by cue words only; empty for one that was.
std::string unread_note(const Reading& reading);

}  // namespace whence
