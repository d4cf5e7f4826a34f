// JSON that is accepted is written, read again and written the same (the number 3e0 comes back as 3).
#include <cstdint>
#include <string_view>

#include "base/json.h"

using namespace whence;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  if (const auto value = parse_json(text, "fuzz", Limits{.bytes = 1 << 20, .depth = 64})) {
    const auto again = parse_json(to_text(*value), "fuzz", Limits{.bytes = 1 << 24, .depth = 64});
    WHENCE_CHECK(again && to_text(*again) == to_text(*value));
  }
  return 0;
}
