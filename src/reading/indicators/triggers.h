// Where to look for indicators. A trigger is a byte that ordinary prose seldom has in its place: a full stop or colon
// inside a word, a backslash, a slash that opens a path, "[dot]", "cve", "AS" before a digit, the 24th letter or digit
// in a row. Every indicator holds at least one trigger or shares an unbroken word with one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/vector_path.h"

namespace whence {

// A view of `text`, which must outlive it.
class Triggers {
 public:
  explicit Triggers(std::string_view text, VectorPath path = VectorPath::automatic);

  // The first trigger at or after `from`, or text.size(). Requires: `from` never falls from call to call.
  std::size_t next(std::size_t from);

  // Bit i: the byte begin + i is a trigger, long runs apart. `runs`: bit i: that byte is an ASCII letter or digit.
  struct Masks {
    std::uint64_t triggers = 0, alnum = 0;
  };
  using Classify = Masks (*)(const char* bytes);  // reads bytes[-1 .. 66)

 private:
  void load(std::size_t begin);

  std::string_view text_;
  Classify classify_;
  std::size_t begin_ = 0;  // of the block that mask_ describes
  std::size_t run_ = 0;    // letters and digits in a row just before the next block
  std::uint64_t mask_ = 0;
};

}  // namespace whence
