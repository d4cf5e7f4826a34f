// A table that is accepted has as many cells as it must, and compiles to a pack that opens.
#include <cstdint>
#include <string>

#include "base/pack.h"

using namespace whence;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const auto table = read_table(text, "fuzz");
  WHENCE_CHECK(static_cast<bool>(table) == table_problems(text, "fuzz").empty());
  if (!table) return 0;
  WHENCE_CHECK(table->cells.size() % table->columns.size() == 0);
  const auto packed = compile_pack({{"fuzz.tsv", text}});
  WHENCE_CHECK(packed && Pack::open(*packed, "fuzz"));
  return 0;
}
