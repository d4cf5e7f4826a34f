// RSS and Atom files: a list of articles. The file is read as it lies; nothing that it links to is fetched.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/limits.h"
#include "base/result.h"
#include "model/oddity.h"

namespace whence {

struct FeedItem {
  std::string raw;      // the bytes of the item, by which it is known again
  std::string content;  // the article as HTML or as text: the longest of what the item holds of it
  bool html = false;
  std::string title;
  std::optional<std::string> source, url;  // source: the item's author or, without one, the feed's title
  std::optional<Date> published;
};

struct Feed {
  std::vector<FeedItem> items;
  std::vector<Oddity> oddities;  // items without words
};

// By its first element: rss, feed or rdf:RDF.
bool looks_like_feed(std::string_view bytes);

// Linear; no entities but the five of XML and HTML's are known, no document type is read. Error: no feed; more than
// limits.entries items.
Result<Feed> read_feed(std::string_view bytes, std::string_view name, const Limits& limits);

}  // namespace whence
