#pragma once

#include <string>
#include <string_view>

#include "model/sighting.h"

namespace whence {

// Appends the sighting as one line of JSON with its line feed; docs/formats/sightings.md names the members. Bytes that
// are no UTF-8 become U+FFFD.
void append_sighting(std::string& lines, const Sighting& sighting, std::string_view log, std::string_view list);

}  // namespace whence
