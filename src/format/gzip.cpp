#include "format/gzip.h"

#include <array>
#include <limits>

#include <fmt/format.h>
#include <zlib.h>

namespace whence {
namespace {

struct Inflater {
  z_stream stream{};
  bool ready = false;

  Inflater() { ready = inflateInit2(&stream, 15 + 16) == Z_OK; }  // 16: the gzip wrapper, nothing else
  ~Inflater() {
    if (ready) inflateEnd(&stream);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

Result<std::string> gunzip(std::string_view bytes, std::string_view name, const Limits& limits) {
  Inflater inflater;
  WHENCE_CHECK(inflater.ready);
  if (bytes.size() > std::numeric_limits<uInt>::max()) {
    return Error{Code::limit, fmt::format("{}: larger than 4 GB; unpack it first", name)};
  }
  std::string input(bytes);  // zlib's interface wants bytes that it may change
  z_stream& stream = inflater.stream;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  std::string result;
  std::array<char, 65536> buffer{};
  while (true) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    const int state = inflate(&stream, Z_NO_FLUSH);
    result.append(buffer.data(), buffer.size() - stream.avail_out);
    if (result.size() > limits.bytes) {
      return Error{Code::limit,
                   fmt::format("{}: unpacks to more than {} bytes; raise the limit or split it", name, limits.bytes)};
    }
    if (state == Z_STREAM_END) {
      if (stream.avail_in == 0) return result;
      if (inflateReset(&stream) != Z_OK) break;  // the next member
      continue;
    }
    if (state != Z_OK) break;
  }
  return Error{Code::malformed,
               fmt::format("{}: byte {}: not a whole gzip file; fetch it again", name, stream.total_in)};
}

}  // namespace whence
