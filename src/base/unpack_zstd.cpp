#include <zstd.h>

#include "base/unpacker.h"

namespace whence {
namespace {

struct Free {
  void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

class ZstdUnpacker final : public Unpacker {
 public:
  bool ready() const {
    return stream_ != nullptr && ZSTD_isError(ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, 27)) == 0;
  }

  State unpack(std::string_view& packed, std::span<char>& room) override {
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    ZSTD_outBuffer out{room.data(), room.size(), 0};
    const std::size_t left = ZSTD_decompressStream(stream_.get(), &out, &in);
    packed.remove_prefix(in.pos);
    room = room.subspan(out.pos);
    if (ZSTD_isError(left) != 0) return State::broken;
    return left == 0 ? State::member_ended : State::going;
  }
  void restart() override { ZSTD_DCtx_reset(stream_.get(), ZSTD_reset_session_only); }

 private:
  std::unique_ptr<ZSTD_DStream, Free> stream_{ZSTD_createDStream()};
};

}  // namespace

std::unique_ptr<Unpacker> zstd_unpacker() {
  auto unpacker = std::make_unique<ZstdUnpacker>();
  if (!unpacker->ready()) return nullptr;
  return unpacker;
}

}  // namespace whence
