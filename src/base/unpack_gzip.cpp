#include <algorithm>
#include <limits>

#include <zlib.h>

#include "base/unpacker.h"

namespace whence {
namespace {

class GzipUnpacker final : public Unpacker {
 public:
  GzipUnpacker() : ready_(inflateInit2(&stream_, 15 + 16) == Z_OK) {}  // 16: the gzip wrapper, nothing else
  ~GzipUnpacker() override {
    if (ready_) inflateEnd(&stream_);
  }
  bool ready() const { return ready_; }

  State unpack(std::string_view& packed, std::span<char>& room) override {
    constexpr std::size_t most = std::numeric_limits<uInt>::max();
    const auto in = static_cast<uInt>(std::min(packed.size(), most));
    const auto out = static_cast<uInt>(std::min(room.size(), most));
    // zlib's interface wants bytes that it may change; it does not.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = in;
    stream_.next_out = reinterpret_cast<Bytef*>(room.data());
    stream_.avail_out = out;
    const int state = inflate(&stream_, Z_NO_FLUSH);
    packed.remove_prefix(in - stream_.avail_in);
    room = room.subspan(out - stream_.avail_out);
    if (state == Z_STREAM_END) return State::member_ended;
    return state == Z_OK || state == Z_BUF_ERROR ? State::going : State::broken;
  }
  void restart() override { inflateReset(&stream_); }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> gzip_unpacker() {
  auto unpacker = std::make_unique<GzipUnpacker>();
  if (!unpacker->ready()) return nullptr;
  return unpacker;
}

}  // namespace whence
