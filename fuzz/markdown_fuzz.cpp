#include <cstddef>
#include <cstdint>
#include <string>

#include "document_promises.h"
#include "format/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto document = whence::read_document(bytes, "note.md", {}, whence::some_boilerplate());
  document ? whence::check_document(*document) : whence::check_error(document.error());
  return 0;
}
