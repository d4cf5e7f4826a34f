#pragma once

#include <cstddef>

namespace whence {

// Bounds that every reader of foreign bytes takes. Beyond one, a reader answers Code::limit, it does not guess.
struct Limits {
  std::size_t bytes = 64U * 1024U * 1024U;  // of one input
  std::size_t depth = 256;                  // of nesting
  std::size_t entries = 1'000'000;          // records, objects, items
};

}  // namespace whence
