#include "format/articles.h"

#include <array>

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "format/document.h"

namespace whence {
namespace {

constexpr std::array<std::string_view, 6> text_keys = {"id", "title", "text", "published", "source", "url"};

}  // namespace

Result<Document> read_article_line(std::string_view line, const std::string& place, const Limits& limits,
                                   const Boilerplate& boilerplate) {
  WHENCE_TRY(const Json record, parse_json(line, place, limits));
  const auto wrong = [&](const std::string& what) { return Error{Code::malformed, place + ": " + what}; };
  if (!record.is_object()) return wrong("not an object; write {\"text\": \"...\"} on one line");
  for (const std::string_view key : text_keys) {
    const Json& value = record[key];
    if (!value.is_null() && !value.is_string())
      return wrong("\"" + std::string(key) + "\" is no text; put it in quotes");
  }
  if (trim(record["text"].text()).empty()) return wrong("no \"text\"; write {\"text\": \"...\"}");
  if (record["text"].text().find('\0') != std::string_view::npos)
    return wrong("\"text\" holds a NUL character; take it out");
  Document document;
  document.text = std::string(record["text"].text());
  const std::string hash = sha256(line);
  document.name = record["id"].text().empty() ? place : std::string(record["id"].text());
  document.id = {"sha256:" + hash.substr(0, 16)};
  document.sha256 = hash;
  document.bytes = line.size();
  if (!record["title"].text().empty()) document.title = squeeze(record["title"].text());
  if (!record["source"].text().empty()) document.source = squeeze(record["source"].text());
  if (!record["url"].text().empty()) document.url = std::string(record["url"].text());
  if (const std::string_view date = record["published"].text(); !date.empty()) {
    document.published = parse_date(date.substr(0, 10));
    if (!document.published) document.oddities.push_back({place, "\"published\" is no date (2026-03-01); left out"});
  }
  document.exercise = record["exercise"].boolean().value_or(false) || is_exercise(document.text);
  mark_boilerplate(document, boilerplate);
  return document;
}

}  // namespace whence
