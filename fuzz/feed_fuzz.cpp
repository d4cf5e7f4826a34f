// Any bytes are a feed or an error: items have words and lie in bounds, oddities say where, nothing hidden gets out.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "document_promises.h"
#include "format/document.h"
#include "format/feed.h"

using namespace whence;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(bytes), size);
  Limits limits;
  limits.entries = 50;
  const auto feed = read_feed(all, "feed.xml", limits);
  if (!feed) {
    check_error(feed.error());
    return 0;
  }
  WHENCE_CHECK(looks_like_feed(all) && feed->items.size() <= limits.entries);
  std::size_t raw = 0;
  for (const FeedItem& item : feed->items) {
    WHENCE_CHECK(!item.raw.empty() && !trim(item.content).empty());
    raw += item.raw.size();
    // What a reader is given next.
    const auto document = read_document(item.content, item.html ? "item.html" : "item.txt", limits, some_boilerplate());
    document ? check_document(*document) : check_error(document.error());
  }
  WHENCE_CHECK(raw <= size);
  for (const Oddity& oddity : feed->oddities) WHENCE_CHECK(!oddity.where.empty() && !oddity.what.empty());
  return 0;
}
