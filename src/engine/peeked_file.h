// A file or standard input that is open, with the bytes it begins with: what it is can be told before it is read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/byte_stream.h"
#include "base/result.h"

namespace whence {

class PeekedFile {
 public:
  // "-" is standard input. Errors: the stream's.
  static Result<PeekedFile> open(const std::string& path, const StreamLimits& limits);

  const std::string& path() const { return path_; }  // as it was named
  std::string name() const { return path_ == "-" ? "standard input" : path_; }
  std::string_view start() const { return start_; }  // up to 1 MiB, unpacked
  // As ByteStream::read, from the first byte on.
  std::size_t read(char* into, std::size_t size);
  const ByteStream& stream() const { return stream_; }

 private:
  PeekedFile(std::string path, ByteStream stream) : path_(std::move(path)), stream_(std::move(stream)) {}

  std::string path_;
  ByteStream stream_;
  std::string start_;
  std::size_t given_ = 0;
};

}  // namespace whence
