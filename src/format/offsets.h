// From a place in a document's text back to the bytes that were received.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace whence {

// The original byte that text byte `at` came from, and its page. Inside a unit: the first byte of the unit.
// Beyond the last run: the end of what the last run came from.
struct OriginalPlace {
  std::uint32_t byte = 0;
  std::uint32_t page = 0;
};
OriginalPlace original_place(const std::vector<OffsetRun>& offsets, std::uint32_t at);

// Text that is being written together with its runs. Runs that continue one another are joined.
struct MappedText {
  std::string text;
  std::vector<OffsetRun> offsets;

  // Bytes taken over one for one from `original`.
  void copy(std::string_view bytes, std::size_t original);
  // One unit of text that stands for `original_size` bytes at `original` (0: put in there).
  void put(std::string_view unit, std::size_t original, std::size_t original_size);
  // Bytes [begin, end) of another text, with their places.
  void take(const MappedText& from, std::size_t begin, std::size_t end);
};

// `outer` leads from a text to a middle one, `inner` from there to the bytes received; the result leads all the way.
std::vector<OffsetRun> compose(const std::vector<OffsetRun>& outer, const std::vector<OffsetRun>& inner);

}  // namespace whence
