#include "serve/openapi.h"

#include <utility>

#include "base/text.h"
#include "serve/http.h"
#include "serve/route.h"
#include "serve/schema.h"
#include "serve/taxii.h"

namespace whence {
namespace {

Json named(std::string_view schema) {
  return Json::object().set("$ref", "#/components/schemas/" + std::string(schema));
}

Json content(std::string_view type, Json schema) {
  return Json::object().set(std::string(type), Json::object().set("schema", std::move(schema)));
}

Json type_json(QueryType type) {
  Json json = Json::object();
  switch (type) {
    case QueryType::text:
      return json.set("type", "string");
    case QueryType::number:
      return json.set("type", "integer").set("minimum", 0);
    case QueryType::flag:
      return json.set("type", "boolean");
    case QueryType::date:
      return json.set("type", "string").set("pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$");
  }
  return json;
}

Json parameter(std::string_view in, std::string_view name, std::string_view about, bool required, Json schema) {
  Json json = Json::object().set("name", name).set("in", in).set("required", required);
  if (!about.empty()) json.set("description", about);
  return json.set("schema", std::move(schema));
}

Json parameters(const Route& route) {
  Json list = Json::array();
  const Json text = Json::object().set("type", "string");
  for (const std::string_view part : split(route.path, '/')) {
    if (part.starts_with('{')) list.push(parameter("path", part.substr(1, part.size() - 2), "", true, text));
  }
  for (const QueryParameter& one : route.query) {
    Json schema = type_json(one.type);
    if (one.repeated) schema = Json::object().set("type", "array").set("items", std::move(schema));
    list.push(parameter("query", one.name, one.about, one.required, std::move(schema)));
  }
  if (route.method == "GET")
    list.push(
        parameter("header", "If-None-Match", "the ETag of an earlier answer; 304 if it is still so", false, text));
  if (route.if_match)
    list.push(parameter("header", "If-Match", "the ETag of what is changed; 412 if it is no longer so", true, text));
  if (route.writes)
    list.push(
        parameter("header", "Idempotency-Key", "asked again with the same key, nothing is done twice", false, text));
  if (route.method != "GET")
    list.push(parameter("header", "X-Whence", "any value; needed where no token is sent", false, text));
  return list;
}

Json responses(const Route& route) {
  Json described = Json::object().set("description", reason_phrase(route.status));
  Json schema = route.answer.empty() ? Json::object().set("type", "string") : named(route.answer);
  described.set("content", content(media_type(route.type), std::move(schema)));
  Json all = Json::object().set(std::to_string(route.status), std::move(described));
  if (route.method == "GET") all.set("304", Json::object().set("description", "It is as If-None-Match has it."));
  return all.set("default",
                 Json::object()
                     .set("description", "Not done; the message says why and what to do.")
                     .set("content", route.type == taxii_type ? content(media_type(taxii_type), named("TaxiiError"))
                                                              : content("application/json", named("Error"))));
}

// "/api/cases/{case}/log" is of "cases".
std::string tag_of(const Route& route) {
  const auto parts = split(route.path, '/');
  return parts.size() > 3 || route.path.find('.') == std::string_view::npos ? std::string(parts.at(2)) : "system";
}

Json operation(const Route& route) {
  Json json = Json::object()
                  .set("operationId", route.id)
                  .set("tags", Json::array().push(tag_of(route)))
                  .set("summary", route.summary)
                  .set("parameters", parameters(route));
  if (route.body == BodyKind::json) {
    json.set(
        "requestBody",
        Json::object().set("required", true).set("content", content("application/json", named(route.body_schema))));
  } else if (route.body == BodyKind::objects) {
    json.set(
        "requestBody",
        Json::object().set("required", true).set("content", content(media_type(taxii_type), named("TaxiiEnvelope"))));
  } else if (route.body == BodyKind::bytes) {
    Json types = Json::object();
    for (const char* type : {"text/plain", "text/html", "text/markdown", "application/pdf", "message/rfc822",
                             "application/yaml", "application/x-ndjson", "application/octet-stream"})
      types.set(type, Json::object());
    json.set("requestBody", Json::object().set("required", true).set("content", std::move(types)));
  }
  return json.set("responses", responses(route));
}

std::string method_key(const Route& route) { return lower(route.method); }

}  // namespace

Json openapi(std::string_view program) {
  std::vector<std::pair<std::string, Json>> paths;
  for (const Route* route : routes()) {
    if (paths.empty() || paths.back().first != route->path) paths.emplace_back(route->path, Json::object());
    paths.back().second.set(method_key(*route), operation(*route));
  }
  Json all = Json::object();
  for (auto& [path, item] : paths) all.set(path, std::move(item));
  const auto scheme = [](const char* name) { return Json::object().set("type", "http").set("scheme", name); };
  Json safe = Json::array();
  safe.push(Json::object()).push(Json::object().set("bearer", Json::array()));
  safe.push(Json::object().set("basic", Json::array()));
  Json components = Json::object().set("schemas", schemas());
  components.set("securitySchemes", Json::object().set("bearer", scheme("bearer")).set("basic", scheme("basic")));
  return Json::object()
      .set("openapi", "3.1.0")
      .set("info", Json::object()
                       .set("title", "Whence")
                       .set("version", program)
                       .set("summary", "Who says who was behind a cyber attack, who denies it, and how sure one can be")
                       .set("license", Json::object().set("name", "see LICENSE")))
      .set("servers", Json::array().push(Json::object().set("url", "/")))
      .set("security", std::move(safe))
      .set("paths", std::move(all))
      .set("components", std::move(components));
}

}  // namespace whence
