#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace whence {

// The bytes of a file in pieces, however long it is. "-" is standard input.
class ChunkSource {
 public:
  static Result<ChunkSource> open(const std::string& path);
  // The next piece, valid until the next call; empty at the end. Error: unreadable.
  Result<std::string_view> next();

 private:
  struct Close {
    void operator()(std::FILE* file) const;
  };
  ChunkSource(std::FILE* file, std::string path) : file_(file), path_(std::move(path)) {}
  std::unique_ptr<std::FILE, Close> file_;
  std::string path_, buffer_;
};

}  // namespace whence
