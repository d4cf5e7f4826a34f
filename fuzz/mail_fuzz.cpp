#include <cstddef>
#include <cstdint>
#include <string>

#include "document_promises.h"
#include "format/articles.h"
#include "format/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto document = whence::read_document(bytes, "a.eml", {}, whence::some_boilerplate());
  document ? whence::check_document(*document) : whence::check_error(document.error());
  const auto article = whence::read_article_line(bytes, "a.jsonl:1", {}, whence::some_boilerplate());
  if (article) {
    whence::check_document(*article);
  } else {
    whence::check_error(article.error());
  }
  return 0;
}
