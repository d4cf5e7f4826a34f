#include "serve/dispatch.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "engine/workspace_file.h"
#include "serve/assets.h"
#include "serve/schema.h"
#include "serve/taxii.h"

namespace whence {
namespace {

constexpr std::uint64_t json_body = 4U << 20U;
constexpr std::uint64_t document_body = 64U << 20U;

std::uint64_t body_limit(const Route& route) {
  switch (route.body) {
    case BodyKind::none:
      return 0;
    case BodyKind::objects:
      return taxii_body;
    case BodyKind::json:
      return json_body;
    case BodyKind::bytes:
      return document_body;
  }
  return 0;
}

bool is_get(const HttpRequest& request) { return request.head.method == "GET" || request.head.method == "HEAD"; }

// A body of the wrong type is refused before it is sent; a type that a form of another site could send never fits one
// that a form cannot.
std::optional<HttpResponse> wrong_type(const Route& route, const HttpRequest& request) {
  const bool body = request.head.chunked || request.head.length.value_or(0) > 0;
  const std::string type = media_type(request.head.field("content-type"));
  if (route.body == BodyKind::none) {
    if (body) return error_response(413, "limit", "this address takes no body");
    return std::nullopt;
  }
  if (!body) return error_response(400, "malformed", "a body is needed");
  if (route.body == BodyKind::objects &&
      (!accepts(request.head.field("content-type"), taxii_type) || type != media_type(taxii_type)))
    return error_response(415, "type", "Content-Type must be " + std::string(taxii_type));
  if (route.body == BodyKind::json && type != "application/json")
    return error_response(415, "type", "Content-Type must be application/json");
  if (route.body == BodyKind::bytes &&
      (type.empty() || type == "application/x-www-form-urlencoded" || type == "multipart/form-data"))
    return error_response(415, "type", "Content-Type must say what the document is; no form");
  return std::nullopt;
}

// A browser sends no field of this name, no type of TAXII and no DELETE for another site without asking us first, which
// we never grant.
bool meant(const Route& route, const HttpRequest& request) {
  return request.head.has("x-whence") || request.head.has("authorization") || route.body == BodyKind::objects ||
         route.method == "DELETE";
}

std::string tag_of(std::string_view body) { return "\"" + sha256(body).substr(0, 32) + "\""; }

}  // namespace

HttpResponse json_response(const Json& json) {
  HttpResponse response;
  response.body = to_text(json) + "\n";
  return response;
}

HttpResponse error_response(const Error& error) {
  switch (error.code) {
    case Code::not_found:
      return error_response(404, "not-found", error.message);
    case Code::malformed:
      return error_response(400, "malformed", error.message);
    case Code::unsupported:
      return error_response(422, "unsupported", error.message);
    case Code::conflict:
      return error_response(409, "conflict", error.message);
    case Code::limit:
      return error_response(413, "limit", error.message);
    case Code::io:
      break;
  }
  return error_response(503, "io", error.message);
}

void add_safety_fields(HttpResponse& response, bool secure) {
  const auto add = [&](const char* name, std::string value) {
    const bool there = std::any_of(response.fields.begin(), response.fields.end(),
                                   [&](const auto& field) { return field.first == name; });
    if (!there) response.fields.emplace_back(name, std::move(value));
  };
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("X-Frame-Options", "DENY");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
  add("Cache-Control", "private, no-cache");
  if (secure) add("Strict-Transport-Security", "max-age=31536000");
}

Admission Dispatcher::admit(const HttpRequest& request) {
  Admission admission;
  if (is_taxii(request.target)) admission.wording = in_taxii_words;
  const auto refuse = [&](HttpResponse response) {
    if (admission.wording) response = admission.wording(std::move(response));
    add_safety_fields(response, request.secure);
    admission.refusal = std::move(response);
    return admission;
  };
  const RouteMatch found = match(request.head.method, request.target);
  const bool writes = found.route != nullptr ? found.route->writes : !is_get(request);
  const bool page = is_get(request) && (found.route == nullptr || found.route->type == "text/html; charset=utf-8");
  if (auto refusal = guard_.refusal(request, writes, page)) return refuse(std::move(*refusal));
  if (found.route == nullptr) {
    const bool body = request.head.chunked || request.head.length.value_or(0) > 0;
    if (found.allowed.empty() && is_get(request) && !body && asset(request.target) != nullptr) return admission;
    if (found.allowed.empty()) return refuse(error_response(404, "not-found", "nothing has this address; see /api/"));
    HttpResponse wrong = error_response(405, "method", "this address takes " + found.allowed);
    wrong.fields.emplace_back("Allow", found.allowed);
    return refuse(std::move(wrong));
  }
  const Route& route = *found.route;
  if (auto wrong = wrong_type(route, request)) return refuse(std::move(*wrong));
  if (!is_get(request) && !meant(route, request))
    return refuse(error_response(403, "origin", "send the field X-Whence: 1, which no form of another site can"));
  if (!accepts(request.head.field("accept"), route.type) && !route.type.starts_with("text/event-stream"))
    return refuse(error_response(406, "type", "this address answers with " + std::string(route.type)));
  if (route.if_match && !request.head.has("if-match"))
    return refuse(error_response(428, "conflict", "send If-Match with the ETag of what is to be changed"));
  admission.body_limit = body_limit(route);
  admission.heavy = route.heavy;
  return admission;
}

HttpResponse Dispatcher::answer(HttpRequest& request) {
  RouteMatch found = match(request.head.method, request.target);
  HttpResponse response;
  if (found.route == nullptr) {
    const Asset* page = asset(request.target);
    response = page != nullptr ? asset_response(*page, request) : error_response(404, "not-found", "nothing is here");
    add_safety_fields(response, request.secure);
    return response;
  }
  Call call;
  call.route = found.route;
  call.request = &request;
  call.path = std::move(found.path);
  call.who = guard_.who(request).value_or("");
  response = found.route->writes ? written(*found.route, request, call) : handled(*found.route, request, call);
  if (is_taxii(request.target)) response = in_taxii_words(std::move(response));
  if (is_get(request) && response.status == 200 && !response.more) {
    const bool tagged = std::any_of(response.fields.begin(), response.fields.end(),
                                    [](const auto& field) { return field.first == "ETag"; });
    if (!tagged) response.fields.emplace_back("ETag", tag_of(response.body));
    for (const auto& [name, value] : response.fields) {
      if (name != "ETag" || !lists_tag(request.head.field("if-none-match"), value)) continue;
      response.status = 304;
      response.body.clear();
      break;
    }
  }
  add_safety_fields(response, request.secure);
  return response;
}

HttpResponse Dispatcher::handled(const Route& route, const HttpRequest& request, Call& call) {
  if (auto taken = take_parameters(request.target, call); !taken) return error_response(taken.error());
  if (route.body == BodyKind::json) {
    auto body = parse_json(request.body, "the body", Limits{.bytes = body_limit(route), .depth = 64});
    if (!body) return error_response(body.error());
    call.body = std::move(body).value();
    if (!route.body_schema.empty()) {
      const std::string fault = schema_fault(route.body_schema, call.body);
      if (!fault.empty()) return error_response(400, "malformed", fault);
    }
  }
  auto response = route.handler(*service_, call);
  if (!response) return error_response(response.error());
  return std::move(response).value();
}

// Asked once, done once, and written down.
HttpResponse Dispatcher::written(const Route& route, const HttpRequest& request, Call& call) {
  const std::string key = request.head.field("idempotency-key");
  if (key.size() > 200) return error_response(400, "malformed", "Idempotency-Key: at most 200 characters");
  const std::string whose = call.who + "\n" + request.head.method + "\n" + key;
  if (!key.empty()) {
    const std::string hash =
        sha256(request.head.target + "\n" + request.head.field("if-match") + "\n" + sha256(request.body));
    const KeyedAnswers::Begun begun = keyed_.begin(whose, hash);
    switch (begun.start) {
      case KeyedAnswers::Start::fresh:
        break;
      case KeyedAnswers::Start::again:
        return begun.answer;
      case KeyedAnswers::Start::under_way:
        return error_response(409, "conflict", "the same request is being answered already");
      case KeyedAnswers::Start::other_request:
        return error_response(422, "conflict", "this Idempotency-Key was sent with another request");
    }
  }
  HttpResponse response = handled(route, request, call);
  if (!audit_.add(audit_line(request, call, response)))
    response =
        error_response(503, "io", "done, but the log of writes is full or gone: " + std::to_string(response.status));
  if (!key.empty()) keyed_.end(whose, response);
  return response;
}

std::string Dispatcher::audit_line(const HttpRequest& request, const Call& call, const HttpResponse& answer) const {
  const std::string key = request.head.field("idempotency-key");
  return to_text(Json::object()
                     .set("at", time_text(time_now()))
                     .set("who", or_null(call.who))
                     .set("peer", request.peer)
                     .set("operation", call.route->id)
                     .set("method", request.head.method)
                     .set("target", request.head.target)
                     .set("by", call.body["by"])
                     .set("bytes", request.body.size())
                     .set("sha256", sha256(request.body))
                     .set("key", or_null(key))
                     .set("status", answer.status)) +
         "\n";
}

}  // namespace whence
