#include "serve/taxii.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "serve/answers.h"

namespace whence {
namespace {

// "a,b": any of them.
std::vector<std::string> alternatives(const Call& call, std::string_view name) {
  std::vector<std::string> values;
  const std::string text = call.text(name).value_or("");
  for (const std::string_view part : split(text, ',')) {
    if (!trim(part).empty()) values.emplace_back(trim(part));
  }
  return values;
}

}  // namespace

bool is_taxii(const Target& target) { return !target.segments.empty() && target.segments.front() == "taxii2"; }

HttpResponse in_taxii_words(HttpResponse response) {
  if (response.status < 400) return response;
  const auto ours = parse_json(response.body, "error", Limits{});
  const Json& error = ours ? (*ours)["error"] : Json();
  response.body = to_text(Json::object()
                              .set("title", reason_phrase(response.status))
                              .set("description", error["message"].text())
                              .set("error_code", error["code"].text())
                              .set("http_status", std::to_string(response.status))) +
                  "\n";
  response.type = taxii_type;
  return response;
}

HttpResponse taxii_response(const Json& json) {
  HttpResponse response = json_response(json);
  response.type = taxii_type;
  return response;
}

std::vector<QueryParameter> taxii_filters() {
  return {{"limit", "objects on a page, at most 1000; default 100", QueryType::number},
          {"next", "what the page before gave as next; to be passed on as it is"},
          {"added_after", "only what was added later than 2026-11-02T12:00:00.000000Z"},
          {"match[id]", "any of these ids, apart by commas"},
          {"match[type]", "any of these types"},
          {"match[version]", "any of: first, last, all, or times; default last"},
          {"match[spec_version]", "any of: 2.0, 2.1"}};
}

Result<PublishedQuery> published_query(const Call& call, const Collection& collection) {
  PublishedQuery query;
  query.collection = collection.name;
  query.ids = alternatives(call, "match[id]");
  query.types = alternatives(call, "match[type]");
  query.specs = alternatives(call, "match[spec_version]");
  query.versions = alternatives(call, "match[version]");
  if (call.text("limit") == "0") return Error{Code::malformed, "limit: write 1 or more"};
  query.most = page_size(call);
  WHENCE_TRY(query.after, number_cursor(call));
  if (const auto after = call.text("added_after")) {
    query.added_after = parse_instant(*after);
    if (!query.added_after)
      return Error{Code::malformed, "added_after: write a time in UTC, as 2026-11-02T12:00:00.000000Z"};
  }
  return query;
}

HttpResponse taxii_envelope(const PublishedPage& page, std::string_view list,
                            const std::function<std::string(const PublishedObject&)>& one) {
  if (page.objects.empty()) return taxii_response(Json::object());
  HttpResponse response;
  response.type = taxii_type;
  response.body = page.more ? fmt::format(R"({{"more":true,"next":"{}",)", page.objects.back().number) : "{";
  response.body += fmt::format("\"{}\":[", list);
  std::string numbers = response.body;
  for (const PublishedObject& object : page.objects) {
    if (&object != &page.objects.front()) response.body += ',';
    response.body += one(object);
    numbers += std::to_string(object.number) + ",";
  }
  response.body += "]}\n";
  response.fields.emplace_back("X-TAXII-Date-Added-First", to_string(page.objects.front().added));
  response.fields.emplace_back("X-TAXII-Date-Added-Last", to_string(page.objects.back().added));
  // What stands under a number never changes: the numbers say as much as the bytes, and sooner.
  response.fields.emplace_back("ETag", "\"" + sha256(numbers).substr(0, 32) + "\"");
  return response;
}

}  // namespace whence
