#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sightings/match.h"

namespace whence {

// A part of a log: whole lines, or a part of one line that is longer than a block.
struct LogBlock {
  std::string room;  // padding, bytes, padding
  std::size_t size = 0;
  std::uint64_t offset = 0;    // of its first byte in the stream
  bool begins_inside = false;  // its first byte is not the first of a line
  std::string_view bytes() const { return std::string_view(room).substr(LogScan::padding, size); }
};

// Cuts a stream into blocks.
class LogBlocks {
 public:
  LogBlocks(const ReadBytes& read, std::size_t block) : read_(read), block_(block) {}
  // The next block; false at the end. Keeps the block's memory.
  bool next(LogBlock& block);

 private:
  const ReadBytes& read_;  // outlives this
  std::size_t block_;
  std::string carried_;  // behind the end of the last block
  std::uint64_t offset_ = 0;
  bool inside_ = false, ended_ = false;
};

}  // namespace whence
