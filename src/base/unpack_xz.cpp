#include <cstdint>

#include <lzma.h>

#include "base/unpacker.h"

namespace whence {
namespace {

constexpr std::uint64_t most_memory = std::uint64_t{160} << 20U;  // a dictionary of 128 MiB and what it takes besides

class XzUnpacker final : public Unpacker {
 public:
  XzUnpacker() : ready_(lzma_stream_decoder(&stream_, most_memory, 0) == LZMA_OK) {}
  ~XzUnpacker() override { lzma_end(&stream_); }
  bool ready() const { return ready_; }

  State unpack(std::string_view& packed, std::span<char>& room) override {
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
    stream_.avail_in = packed.size();
    stream_.next_out = reinterpret_cast<std::uint8_t*>(room.data());
    stream_.avail_out = room.size();
    const lzma_ret state = lzma_code(&stream_, LZMA_RUN);
    packed.remove_prefix(packed.size() - stream_.avail_in);
    room = room.subspan(room.size() - stream_.avail_out);
    if (state == LZMA_STREAM_END) return State::member_ended;
    return state == LZMA_OK || state == LZMA_BUF_ERROR ? State::going : State::broken;
  }
  void restart() override { ready_ = lzma_stream_decoder(&stream_, most_memory, 0) == LZMA_OK; }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool ready_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> xz_unpacker() {
  auto unpacker = std::make_unique<XzUnpacker>();
  if (!unpacker->ready()) return nullptr;
  return unpacker;
}

}  // namespace whence
