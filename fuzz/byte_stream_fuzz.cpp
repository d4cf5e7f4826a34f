// A stream of any bytes ends, within its limits, and gives the same however it is asked.
#include <algorithm>
#include <cstdint>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include "base/byte_stream.h"
#include "base/line_reader.h"

using namespace whence;

namespace {

std::string read_in(const std::string& path, std::size_t piece) {
  StreamLimits limits;
  limits.bytes = std::uint64_t{8} << 20U;
  limits.free_bytes = std::uint64_t{1} << 20U;
  auto stream = ByteStream::open(path, limits);
  WHENCE_CHECK(static_cast<bool>(stream));
  std::string text, room(piece, '\0');
  while (const std::size_t size = stream.value().read(room.data(), room.size())) text.append(room, 0, size);
  WHENCE_CHECK(text.size() <= limits.bytes);
  return stream->problem() ? std::string("problem") : text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const int file = memfd_create("fuzz", 0);
  WHENCE_CHECK(file >= 0 && write(file, bytes, size) == static_cast<ssize_t>(size));
  const std::string path = "/proc/self/fd/" + std::to_string(file);
  const std::string text = read_in(path, 1 << 20);
  WHENCE_CHECK(text == read_in(path, 4099));
  std::size_t at = 0, total = 0;
  const ReadBytes again = [&](char* into, std::size_t room) {
    const std::size_t part = std::min({room, std::size_t{1000}, text.size() - at});
    text.copy(into, part, at);
    at += part;
    return part;
  };
  LineReader lines(again, 64);
  for (std::string_view line; lines.next(line) != LineReader::Kind::end;) {
    WHENCE_CHECK(line.size() <= 64 + 1);
    total = lines.next_offset();
  }
  WHENCE_CHECK(total == text.size());
  close(file);
  return 0;
}
