#include "format/feed.h"

#include <algorithm>

#include "base/text.h"
#include "format/html_tokens.h"
#include "format/mail.h"

namespace whence {
namespace {

struct Tag {
  std::size_t begin = 0, end = 0;  // of the tag itself
  std::string name;                // lower case, "content:encoded"
  std::string_view attributes;
  bool closes = false, empty = false;
};

// Where what starts with `open` ends with `close`; the end of the text if it never does.
std::size_t past(std::string_view text, std::size_t at, std::string_view close) {
  const std::size_t found = text.find(close, at);
  return found == std::string_view::npos ? text.size() : found + close.size();
}

// The next element's tag at or after `at`; comments, CDATA, processing instructions and declarations are passed over.
bool next_tag(std::string_view text, std::size_t& at, Tag& tag) {
  while ((at = text.find('<', at)) != std::string_view::npos) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--")) {
      at = past(text, at + 4, "-->");
    } else if (rest.starts_with("<![CDATA[")) {
      at = past(text, at + 9, "]]>");
    } else if (rest.starts_with("<?") || rest.starts_with("<!")) {
      at = past(text, at + 2, ">");
    } else {
      tag.begin = at;
      tag.end = past(text, at, ">");
      std::string_view inside = text.substr(at + 1, tag.end - at - 1);
      if (inside.ends_with('>')) inside.remove_suffix(1);
      tag.closes = inside.starts_with('/');
      if (tag.closes) inside.remove_prefix(1);
      tag.empty = inside.ends_with('/');
      const std::size_t name = std::min(inside.find_first_of(" \t\r\n/"), inside.size());
      tag.name = lower(inside.substr(0, name));
      tag.attributes = inside.substr(name);
      at = tag.end;
      return true;
    }
  }
  at = text.size();
  return false;
}

// The words between two tags: CDATA as it is, references decoded elsewhere.
std::string content_of(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t open = text.find("<![CDATA[");
    result += html_decoded(text.substr(0, open));
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find("]]>", open);
    const std::size_t begin = open + 9;
    result += text.substr(begin, (close == std::string_view::npos ? text.size() : close) - begin);
    text = close == std::string_view::npos ? std::string_view() : text.substr(close + 3);
  }
  return result;
}

std::string attribute(std::string_view attributes, std::string_view name) {
  const std::size_t at = attributes.find(std::string(name) + "=");
  if (at == std::string_view::npos || at + name.size() + 1 >= attributes.size()) return {};
  const std::size_t quote = at + name.size() + 1;
  const std::size_t end = attributes.find(attributes[quote], quote + 1);
  if (end == std::string_view::npos) return {};
  return html_decoded(attributes.substr(quote + 1, end - quote - 1));
}

bool has_markup(std::string_view text) {
  const std::size_t open = text.find('<');
  return open != std::string_view::npos && text.find('>', open) != std::string_view::npos;
}

std::optional<Date> day_in(const std::string& written) {
  const std::string text(trim(written));
  if (text.size() >= 10) {
    if (const auto day = parse_date(std::string_view(text).substr(0, 10))) return day;
  }
  return mail_day(text);
}

void take(FeedItem& item, const std::string& element, std::string_view inside, std::string_view attributes) {
  if (element == "title") {
    if (item.title.empty()) item.title = squeeze(content_of(inside));
  } else if (element == "link") {
    const std::string target = attribute(attributes, "href");
    const std::string relation = attribute(attributes, "rel");
    const std::string address = target.empty() ? squeeze(content_of(inside)) : target;
    if (!item.url && !address.empty() && (relation.empty() || relation == "alternate")) item.url = address;
  } else if (element == "pubdate" || element == "published" || element == "dc:date" || element == "updated") {
    if (!item.published) item.published = day_in(content_of(inside));
  } else if (element == "source" || element == "dc:publisher") {
    std::string name = squeeze(content_of(inside));
    if (!name.empty() && name.find('<') == std::string::npos) item.source = std::move(name);
  } else if (element == "description" || element == "summary" || element == "content:encoded" || element == "content") {
    std::string words = content_of(inside);
    if (words.size() <= item.content.size()) return;
    item.html = has_markup(words);
    item.content = std::move(words);
  }
}

// The item's own children; what stands deeper belongs to them.
FeedItem item_from(std::string_view raw) {
  FeedItem item;
  item.raw = raw;
  std::size_t at = 0;
  Tag tag;
  if (!next_tag(raw, at, tag)) return item;  // the item's own
  while (next_tag(raw, at, tag)) {
    if (tag.closes) continue;
    if (tag.empty) {
      take(item, tag.name, {}, tag.attributes);
      continue;
    }
    const std::size_t begin = tag.end;
    std::size_t depth = 1, end = raw.size();
    Tag inner;
    while (depth > 0 && next_tag(raw, at, inner)) {
      if (inner.name == tag.name && !inner.empty) depth = inner.closes ? depth - 1 : depth + 1;
      end = inner.begin;
    }
    take(item, tag.name, raw.substr(begin, (depth == 0 ? end : raw.size()) - begin), tag.attributes);
  }
  return item;
}

}  // namespace

bool looks_like_feed(std::string_view bytes) {
  std::size_t at = 0;
  Tag tag;
  const std::string_view start = bytes.substr(0, 4096);
  const std::size_t first = start.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || start[first] != '<' || !next_tag(start, at, tag)) return false;
  return tag.name == "rss" || tag.name == "feed" || tag.name == "rdf:rdf";
}

Result<Feed> read_feed(std::string_view bytes, std::string_view name, const Limits& limits) {
  if (!looks_like_feed(bytes)) return Error{Code::unsupported, std::string(name) + ": no RSS or Atom feed"};
  if (utf8_error(bytes) != bytes.size())
    return Error{Code::unsupported, std::string(name) + ": byte " + std::to_string(utf8_error(bytes)) +
                                        " is no UTF-8; save the feed as UTF-8"};
  Feed feed;
  std::string outlet;
  std::size_t at = 0;
  Tag tag;
  while (next_tag(bytes, at, tag)) {
    if (tag.closes || tag.empty) continue;
    if (tag.name == "title" && outlet.empty() && feed.items.empty()) {
      const std::size_t end = std::min(bytes.find("</", tag.end), bytes.size());
      outlet = squeeze(content_of(bytes.substr(tag.end, end - tag.end)));
    }
    if (tag.name != "item" && tag.name != "entry") continue;
    const std::string element = tag.name;
    const std::size_t begin = tag.begin;
    std::size_t end = bytes.size();
    while (next_tag(bytes, at, tag)) {
      if (tag.closes && tag.name == element) {
        end = tag.end;
        break;
      }
    }
    if (feed.items.size() >= limits.entries)
      return Error{Code::limit,
                   std::string(name) + ": more than " + std::to_string(limits.entries) + " items; split it"};
    FeedItem item = item_from(bytes.substr(begin, end - begin));
    if (trim(item.content).empty()) item.content = item.title;
    if (!item.source && !outlet.empty()) item.source = outlet;
    if (trim(item.content).empty()) {
      feed.oddities.push_back(
          {std::string(name) + ": byte " + std::to_string(begin), "an item without words; left out"});
      continue;
    }
    feed.items.push_back(std::move(item));
  }
  return feed;
}

}  // namespace whence
