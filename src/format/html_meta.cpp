#include "format/html_meta.h"

#include <array>

#include "base/json.h"
#include "base/text.h"

namespace whence {
namespace {

// In order of trust: the first that a page has counts.
constexpr std::array<std::string_view, 4> title_keys = {"og:title", "twitter:title", "ld:headline", "title"};
constexpr std::array<std::string_view, 6> source_keys = {"og:site_name", "ld:publisher", "application-name",
                                                         "dc.publisher", "author",       "article:author"};
constexpr std::array<std::string_view, 12> date_keys = {"article:published_time",
                                                        "og:article:published_time",
                                                        "datepublished",
                                                        "ld:published",
                                                        "date",
                                                        "dc.date",
                                                        "dc.date.issued",
                                                        "dcterms.date",
                                                        "pubdate",
                                                        "parsely-pub-date",
                                                        "sailthru.date",
                                                        "time"};
constexpr std::array<std::string_view, 3> url_keys = {"canonical", "og:url", "ld:url"};

std::string attribute(const HtmlToken& token, std::string_view name) {
  for (const HtmlAttribute& candidate : token.attributes) {
    if (lower(candidate.name.substr(0, 32)) == name) return html_decoded(candidate.value.substr(0, 4096));
  }
  return {};
}

// The day at the front of an ISO 8601 date or time: "2024-03-25T10:00:00Z", "20240325".
std::optional<Date> day_of(std::string_view text) {
  text = trim(text);
  if (const auto date = parse_date(text.substr(0, 10))) return date;
  if (text.size() < 8) return {};
  for (const char c : text.substr(0, 8)) {
    if (!is_digit(c)) return {};
  }
  return parse_date(std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
                    std::string(text.substr(6, 2)));
}

template <std::size_t n>
const std::string* first_of(const std::map<std::string, std::string, std::less<>>& found,
                            const std::array<std::string_view, n>& keys) {
  for (const std::string_view key : keys) {
    if (const auto place = found.find(key); place != found.end()) return &place->second;
  }
  return nullptr;
}

}  // namespace

void HtmlMeta::note(std::string key, std::string_view value) {
  std::string words = squeeze(value);
  if (!words.empty()) found_.emplace(std::move(key), std::move(words));
}

void HtmlMeta::start_tag(const HtmlToken& token) {
  const std::string element = lower(token.name.substr(0, 8));
  if (element == "meta") {
    for (const std::string_view kind : {"property", "name", "itemprop"}) {
      if (const std::string key = lower(attribute(token, kind)); !key.empty()) note(key, attribute(token, "content"));
    }
  } else if (element == "link") {
    if (lower(attribute(token, "rel")) == "canonical") note("canonical", attribute(token, "href"));
  } else if (element == "time") {
    if (lower(attribute(token, "itemprop")) == "datepublished") note("datepublished", attribute(token, "datetime"));
    note("time", attribute(token, "datetime"));
  }
}

void HtmlMeta::raw_text(std::string_view element, std::string_view type, std::string_view text) {
  if (element == "title") note("title", html_decoded(text.substr(0, 4096)));
  if (element == "script" && lower(type) == "application/ld+json") linked_data(text);
}

// schema.org's description of an article, as pages carry it; a bad one is passed over like any other script.
void HtmlMeta::linked_data(std::string_view text) {
  const auto parsed = parse_json(trim(text), "linked data", limits_);
  if (!parsed) return;
  const Json::Array single = {*parsed};
  const Json::Array& items = parsed->is_array()               ? parsed->items()
                             : (*parsed)["@graph"].is_array() ? (*parsed)["@graph"].items()
                                                              : single;
  for (const Json& item : items) {
    if (item["datePublished"].text().empty()) continue;
    note("ld:published", item["datePublished"].text());
    note("ld:headline", item["headline"].text());
    note("ld:publisher", item["publisher"]["name"].text());
    note("ld:url", item["url"].text());
  }
}

void HtmlMeta::describe(Document& document) const {
  if (const auto* title = first_of(found_, title_keys)) document.title = *title;
  if (const auto* source = first_of(found_, source_keys)) document.source = *source;
  for (const std::string_view key : date_keys) {
    const auto place = found_.find(key);
    if (place == found_.end() || document.published) continue;
    document.published = day_of(place->second);
  }
  const auto* url = first_of(found_, url_keys);
  if (url != nullptr && (url->starts_with("https://") || url->starts_with("http://"))) document.url = *url;
  const auto exercise = found_.find("exercise");
  document.exercise = exercise != found_.end() && lower(exercise->second) == "true";
}

}  // namespace whence
