#include "engine/peeked_file.h"

#include <utility>

namespace whence {

Result<PeekedFile> PeekedFile::open(const std::string& path, const StreamLimits& limits) {
  constexpr std::size_t most = std::size_t{1} << 20U;
  WHENCE_TRY(ByteStream stream, ByteStream::open(path, limits));
  PeekedFile file(path, std::move(stream));
  file.start_.resize(most);
  file.start_.resize(file.stream_.read(file.start_.data(), most));
  return file;
}

std::size_t PeekedFile::read(char* into, std::size_t size) {
  const std::size_t peeked = start_.copy(into, size, given_);
  given_ += peeked;
  return peeked != 0 ? peeked : stream_.read(into, size);
}

}  // namespace whence
