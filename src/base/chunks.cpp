#include "base/chunks.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace whence {

void ChunkSource::Close::operator()(std::FILE* file) const {
  if (file != nullptr && file != stdin) std::fclose(file);
}

Result<ChunkSource> ChunkSource::open(const std::string& path) {
  if (path == "-") return ChunkSource(stdin, "standard input");
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return Error{Code::io, path + ": is a folder; name a file"};
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    const Code code = errno == ENOENT ? Code::not_found : Code::io;
    return Error{code, path + ": " + std::strerror(errno)};
  }
  return ChunkSource(file, path);
}

Result<std::string_view> ChunkSource::next() {
  constexpr std::size_t piece = std::size_t{1} << 20U;
  buffer_.resize(piece);
  const std::size_t read = std::fread(buffer_.data(), 1, piece, file_.get());
  if (read < piece && std::ferror(file_.get()) != 0) return Error{Code::io, path_ + ": " + std::strerror(errno)};
  return std::string_view(buffer_).substr(0, read);
}

}  // namespace whence
