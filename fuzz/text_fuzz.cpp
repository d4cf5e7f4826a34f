#include <cstddef>
#include <cstdint>
#include <string>

#include "document_promises.h"
#include "format/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"a.txt", "a.md"}) {
    const auto document = whence::read_document(bytes, name, {}, whence::some_boilerplate());
    if (!document) {
      whence::check_error(document.error());
      continue;
    }
    whence::check_document(*document);
    // Valid UTF-8 without a mark that is read as plain text comes back byte for byte.
    const bool plain = whence::document_format(bytes, name) == whence::DocumentFormat::text;
    const bool marked = bytes.starts_with("\xEF\xBB\xBF");
    if (plain && !marked && whence::utf8_error(bytes) == bytes.size()) WHENCE_CHECK(document->text == bytes);
  }
  return 0;
}
