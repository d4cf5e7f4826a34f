// One thing that somebody saw or says of two objects of the network. docs/formats/observations.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.h"

namespace whence {

struct Observation {
  std::string subject, relation, object;
  std::optional<Day> from, to;  // first and last seen; absent: not stated
  std::string source;
  std::string file;
  std::uint64_t line = 0;  // of the file, from 1
  bool operator==(const Observation&) const = default;
};

}  // namespace whence
