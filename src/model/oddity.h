#pragma once

#include <string>

namespace whence {

// A bad record in a good input: not an error, but counted and shown.
struct Oddity {
  std::string where;  // file, line or offset
  std::string what;
  bool operator==(const Oddity&) const = default;
};

}  // namespace whence
