#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "format/html_tokens.h"
#include "model/document.h"

namespace whence {

// What a page says of itself in its head: meta and link elements, title, linked data. The first word on a thing counts.
class HtmlMeta {
 public:
  explicit HtmlMeta(const Limits& limits) : limits_(limits) {}
  void start_tag(const HtmlToken& token);
  void raw_text(std::string_view element, std::string_view attributes_type, std::string_view text);
  // Sets title, source, published, url and exercise where the page states them.
  void describe(Document& document) const;

 private:
  void note(std::string key, std::string_view value);
  void linked_data(std::string_view text);

  Limits limits_;
  std::map<std::string, std::string, std::less<>> found_;
};

}  // namespace whence
