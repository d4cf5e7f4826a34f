#include "serve/answers.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "format/page_trace.h"

namespace whence {

QueryParameter limit_parameter() {
  return {"limit", "entries on a page, at most 1000; default 100", QueryType::number};
}

QueryParameter next_parameter() { return {"next", "what the page before gave as next; to be passed on as it is"}; }

std::size_t page_size(const Call& call) {
  return std::max<std::size_t>(1, call.number("limit", page_default, page_most));
}

Result<std::int64_t> number_cursor(const Call& call) {
  const auto value = whole_number(call.text("next").value_or("0"));
  if (!value || *value > std::numeric_limits<std::int64_t>::max())
    return Error{Code::malformed, "next: pass on what the page before gave"};
  return static_cast<std::int64_t>(*value);
}

HttpResponse page_response(std::string name, Json list, Json next) {
  return json_response(Json::object().set(std::move(name), std::move(list)).set("next", std::move(next)));
}

std::optional<Date> date_of(const Call& call, std::string_view name) {
  const auto typed = call.text(name);
  return typed ? parse_date(*typed) : std::nullopt;
}

std::vector<QueryParameter> stated_parameters() {
  return {{"name", "what the document is called; its ending tells what it is where its bytes do not"},
          {"source", "outlet or author, where the document does not say"},
          {"published", "day, month or year of publication", QueryType::date},
          {"url", "where the document is from; it is never fetched"}};
}

Provenance stated_of(const Call& call) { return {call.text("source"), call.text("url"), date_of(call, "published")}; }

std::vector<std::string> texts_of(const Json& list) {
  std::vector<std::string> texts;
  for (const Json& one : list.items()) texts.emplace_back(one.text());
  return texts;
}

std::vector<QueryParameter> weigh_parameters() {
  return {{"without", "leave this item out, as if it had not been found", QueryType::text, false, true},
          {"prior", "compute under this prior: catalogue, uniform, visibility-0.3"},
          {"scale", "scale of words, ICD203 or PHIA"},
          {"testimony", "false: believe no link that only governments assert", QueryType::flag},
          {"parameters", "a set of parameters"}};
}

WeighOptions weigh_options(const Call& call) {
  WeighOptions options;
  for (const std::string& id : call.texts("without")) options.without.push_back({id});
  options.prior = call.text("prior").value_or("");
  options.scale = call.text("scale").value_or(options.scale);
  options.testimony = call.text("testimony") != "false";
  return options;
}

std::vector<QueryParameter> trace_parameters() {
  return {{"object", "a name, an address or a hash to begin with", QueryType::text, false, true},
          {"from", "leave out what was last seen before", QueryType::date},
          {"to", "leave out what was first seen after", QueryType::date},
          {"hops", "steps from the seeds, at most 10; default 3", QueryType::number},
          {"nodes", "objects looked at, nearest first, at most 20000; default 2000", QueryType::number}};
}

TraceRequest trace_request(const Call& call) {
  TraceRequest request;
  if (call.text("from") || call.text("to")) request.window = Interval{date_of(call, "from"), date_of(call, "to")};
  constexpr std::size_t most_hops = 10, most_nodes = 20'000;
  if (call.text("hops")) request.hops = std::max<std::size_t>(1, call.number("hops", 1, most_hops));
  if (call.text("nodes")) request.nodes = std::max<std::size_t>(1, call.number("nodes", 1, most_nodes));
  return request;
}

HttpResponse trace_response(const Trace& trace) {
  HttpResponse response;
  response.body = trace_json(trace);
  return response;
}

Result<HttpResponse> job_response(Service& service, std::string kind, JobWork work) {
  WHENCE_TRY(const std::string id, service.jobs().add(std::move(kind), std::move(work)));
  HttpResponse response = json_response(service.jobs().state(id).value_or(Json()));
  response.status = 202;
  response.fields.emplace_back("Location", "/api/jobs/" + id);
  return response;
}

HttpResponse html_response(std::string page) {
  HttpResponse response;
  response.type = "text/html; charset=utf-8";
  response.body = std::move(page);
  // The page carries its style and runs no script.
  response.fields.emplace_back("Content-Security-Policy",
                               "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; "
                               "base-uri 'none'; form-action 'none'; sandbox");
  return response;
}

HttpResponse precondition_failed(const Error& error) {
  return error.code == Code::conflict ? error_response(412, "conflict", error.message) : error_response(error);
}

}  // namespace whence
