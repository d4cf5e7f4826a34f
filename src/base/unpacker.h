// What a packed stream is unpacked with: one of these for each packing, each in the file that wraps its library.
#pragma once

#include <memory>
#include <span>
#include <string_view>

namespace whence {

class Unpacker {
 public:
  enum class State { going, member_ended, broken };

  Unpacker() = default;
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;
  virtual ~Unpacker() = default;

  // Takes bytes off the front of `packed` and fills the front of `room`; both shrink by what was used. member_ended:
  // a whole member is out, and another may follow after restart().
  virtual State unpack(std::string_view& packed, std::span<char>& room) = 0;
  virtual void restart() = 0;
};

// Null where the library has no memory to give.
std::unique_ptr<Unpacker> gzip_unpacker();
std::unique_ptr<Unpacker> zstd_unpacker();  // windows up to 128 MiB
std::unique_ptr<Unpacker> xz_unpacker();    // dictionaries up to 128 MiB

}  // namespace whence
