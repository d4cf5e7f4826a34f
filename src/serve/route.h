// The table of what can be asked for: the router goes by it and the OpenAPI document is written from it, so that the
// two cannot differ.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "serve/http.h"

namespace whence {

class Service;
struct Route;

enum class QueryType { text, number, flag, date };

struct QueryParameter {
  std::string_view name, about;
  QueryType type = QueryType::text;
  bool required = false, repeated = false;
};

enum class BodyKind {
  none,
  objects,  // an envelope of TAXII
  json,     // checked against Route::body_schema before the handler sees it
  bytes     // a document or a case, under any media type but that of a form
};

// A request that fits its route: parameters are those of the route and of their types.
struct Call {
  const Route* route = nullptr;
  const HttpRequest* request = nullptr;
  std::vector<std::pair<std::string_view, std::string>> path;
  std::vector<std::pair<std::string, std::string>> query;
  Json body;
  std::string who;  // whose token it was; empty where none is asked for

  std::string segment(std::string_view name) const;
  std::optional<std::string> text(std::string_view name) const;
  std::vector<std::string> texts(std::string_view name) const;
  bool flag(std::string_view name) const;
  std::size_t number(std::string_view name, std::size_t otherwise, std::size_t most) const;
  // The tag in If-Match without its quotes; empty without one.
  std::string if_match() const;
};

using Handler = Result<HttpResponse> (*)(Service& service, const Call& call);

struct Route {
  std::string_view method, path;  // "/api/cases/{case}"
  std::string_view id, summary;
  std::string_view answer;  // a name in the schemas; empty: not JSON
  Handler handler = nullptr;
  std::vector<QueryParameter> query = {};
  BodyKind body = BodyKind::none;
  std::string_view body_schema = {};  // a name in the schemas
  int status = 200;
  std::string_view type = "application/json";
  bool writes = false;    // audited, may carry an Idempotency-Key; a POST that keeps nothing does not write
  bool heavy = false;     // of seconds, not of milliseconds
  bool if_match = false;  // the tag of what is changed must come with it

  // What else a row of the table says.
  Route with(std::vector<QueryParameter> parameters) const;
  Route takes(std::string_view schema) const;  // a body of JSON
  Route takes_bytes() const;
  Route takes_objects() const;
  Route answers(int with_status) const;
  Route as(std::string_view media) const;
  Route kept() const;       // writes
  Route slow() const;       // heavy
  Route versioned() const;  // writes, if_match
};

// Every route, in the order in which the document shows them.
std::span<const Route* const> routes();

// The parts of the table.
std::span<const Route> document_routes();
std::span<const Route> ledger_routes();
std::span<const Route> case_routes();
std::span<const Route> analysis_routes();
std::span<const Route> system_routes();
std::span<const Route> exchange_routes();
std::span<const Route> workspace_routes();
std::span<const Route> taxii_routes();

struct RouteMatch {
  const Route* route = nullptr;
  std::vector<std::pair<std::string_view, std::string>> path;
  std::string allowed;  // methods of routes with this path, where none fits: "GET, POST"
};
RouteMatch match(std::string_view method, const Target& target);

// Digits and nothing else.
std::optional<std::uint64_t> whole_number(std::string_view text);

// Fills a call's parameters. Errors: one that the route does not have, lacks, or that is not of its type.
Result<void> take_parameters(const Target& target, Call& call);

}  // namespace whence
