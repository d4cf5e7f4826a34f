// A file or standard input of any size, unpacked on the way: gzip, zstd and xz are told by their first bytes. Memory
// does not depend on the size of either side. Text in UTF-16 with a byte order mark comes out as UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/unpacker.h"

namespace whence {

// Bytes into `into`, at most `size` (which is 4 or more); 0 only at the end.
using ReadBytes = std::function<std::size_t(char* into, std::size_t size)>;

struct StreamLimits {
  std::uint64_t bytes = UINT64_MAX;  // that come out
  // A packed file that has given `free_bytes` and more than `ratio` times its own size is taken for a bomb.
  std::uint64_t ratio = 500, free_bytes = std::uint64_t{256} << 20U;
};

class ByteStream {
 public:
  // "-" is standard input. Errors name the path: missing, a directory, unreadable.
  static Result<ByteStream> open(const std::string& path, const StreamLimits& limits);
  // Of bytes that are here already and outlive it; `name` is for messages.
  static Result<ByteStream> over(std::string_view bytes, const std::string& name, const StreamLimits& limits);
  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) = delete;
  ByteStream(const ByteStream&) = delete;
  ~ByteStream();

  // The next bytes, at most `size` (which is 4 or more); 0 only at the end. Never fails: what goes wrong ends the
  // stream and stands in problem(), behind all that could be read.
  std::size_t read(char* into, std::size_t size);
  // One line that names the file: cut off or damaged in its packing, larger than a limit, unreadable.
  const std::optional<Error>& problem() const { return problem_; }

  std::string_view packing() const { return packing_; }  // "gzip", "zstd", "xz" or empty
  bool transcoded() const { return wide_ != Wide::none; }
  std::uint64_t bytes_in() const { return in_; }
  std::uint64_t bytes_out() const { return out_; }

 private:
  enum class Wide : std::uint8_t { none, little, big };

  ByteStream(std::FILE* file, std::string path, const StreamLimits& limits);
  bool refill();
  std::size_t read_plain(char* into, std::size_t size);
  std::size_t read_packed(char* into, std::size_t size);
  std::size_t read_unpacked(char* into, std::size_t size);
  std::size_t read_wide(char* into, std::size_t size);
  bool next_unit(unsigned& unit);
  void look_for_wide();
  void stop(Code code, std::string_view what);

  std::FILE* file_;
  std::string path_;
  StreamLimits limits_;
  std::unique_ptr<Unpacker> unpacker_;
  std::string_view packing_;
  std::string buffer_;       // packed bytes read from the file
  std::string_view packed_;  // those of them not yet unpacked
  bool ended_ = false, member_open_ = false;
  Wide wide_ = Wide::none;
  std::string begun_;  // bytes that were read to look for a byte order mark, or are left of a character
  std::string units_;  // UTF-16 not yet transcoded
  std::size_t unit_at_ = 0;
  std::uint64_t in_ = 0, out_ = 0;
  std::optional<Error> problem_;
};

}  // namespace whence
