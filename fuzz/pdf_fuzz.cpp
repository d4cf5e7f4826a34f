// What is made of a PDF's text layer. The program that takes the layer out runs in a process of its own, with bounds.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/text.h"
#include "document_promises.h"
#include "format/pdf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (whence::utf8_error(text) != text.size()) return 0;
  whence::Document document = whence::document_of_pages(whence::split(text, '\f'));
  document.bytes = size;
  if (!whence::trim(document.text).empty()) whence::check_document(document);
  return 0;
}
