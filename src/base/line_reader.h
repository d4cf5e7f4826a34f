// The lines of a stream of any size in memory of one line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/byte_stream.h"

namespace whence {

class LineReader {
 public:
  enum class Kind { line, too_long, end };

  // Lines of more than `most` bytes are passed over. `read` must outlive this.
  LineReader(const ReadBytes& read, std::size_t most) : read_(read), most_(most), room_(std::size_t{1} << 16U, '\0') {}

  // The next line without its end (LF or CR LF); the view is valid until the next call. too_long: the view holds its
  // first bytes only, and nothing of it remains to be read.
  Kind next(std::string_view& line);
  std::uint64_t number() const { return number_; }        // of that line, from 1
  std::uint64_t offset() const { return offset_; }        // of its first byte in the stream
  std::uint64_t next_offset() const { return reached_; }  // of the line behind it
  bool cut() const { return cut_; }                       // the last line had no end

 private:
  bool refill();

  const ReadBytes& read_;
  std::size_t most_;
  std::string room_, line_;
  std::size_t at_ = 0, size_ = 0;
  std::uint64_t number_ = 0, offset_ = 0, reached_ = 0;
  bool ended_ = false, cut_ = false;
};

}  // namespace whence
