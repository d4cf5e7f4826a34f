// Any bytes can be opened as a pack, and every cell of every table that opens can be read.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/pack.h"

using namespace whence;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string aligned(reinterpret_cast<const char*>(bytes), size);
  const auto pack = Pack::open(aligned, "fuzz");
  if (!pack) return 0;
  volatile std::size_t sum = 0;  // so that the reads are not optimised away
  for (const std::string_view name : pack->names()) {
    const auto table = pack->table(name);
    if (!table) continue;
    for (std::size_t row = 0; row < table->rows(); ++row) {
      for (std::size_t column = 0; column < table->columns(); ++column) {
        for (const char c : table->text(row, column)) sum = sum + static_cast<unsigned char>(c);
      }
    }
  }
  return 0;
}
