// Any bytes can be read as a block, an observation or an entry; what was written comes back.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/observation_block.h"

using namespace whence;

namespace {

// Takes the bytes for a block, and whatever is in it for rows.
std::vector<ObservedRow> rows_in(std::string_view bytes) {
  std::vector<ObservedRow> rows;
  BlockReader reader;
  if (!reader.open(bytes)) return rows;
  while (const auto entry = reader.next()) {
    object_entry_of(entry->bytes);
    if (const auto row = row_of(entry->bytes)) {
      WHENCE_CHECK(fact_of(entry->bytes).size() <= entry->bytes.size());
      rows.push_back(*row);
    }
  }
  return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  rows_in(text);
  if (const auto row = row_of(text)) {
    std::string again;
    append_row(again, *row);
    WHENCE_CHECK(row_of(again) == row);
  }
  ObservedRow row;
  row.subject = text.substr(0, size / 2);
  row.object = text.substr(size / 2);
  row.relation = size;
  row.first = size == 0 ? -1 : bytes[0];
  row.last = row.first + (size > 1 ? bytes[1] - 128 : 0);
  std::string packed;
  append_row(packed, row);
  BlockWriter writer;
  std::vector<ObservedRow> wanted;
  while (wanted.size() < 3 && writer.add({wanted.size() * 5, packed})) wanted.push_back(row);
  const std::string block = writer.take();
  WHENCE_CHECK(!wanted.empty() && rows_in(block) == wanted && writer.empty());
  return 0;
}
