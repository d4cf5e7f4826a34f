#include "serve/route.h"

#include <algorithm>
#include <charconv>

#include "base/date.h"
#include "base/text.h"

namespace whence {
namespace {

bool fits(std::string_view path, const std::vector<std::string>& segments,
          std::vector<std::pair<std::string_view, std::string>>& values) {
  values.clear();
  const auto parts = split(path.substr(1), '/');
  if (parts.size() != segments.size() && !(path == "/" && segments.empty())) return false;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string_view part = parts[i];
    if (part.size() > 2 && part.front() == '{') {
      if (segments[i].empty()) return false;
      values.emplace_back(part.substr(1, part.size() - 2), segments[i]);
    } else if (part != segments[i]) {
      return false;
    }
  }
  return true;
}

Result<void> check(const QueryParameter& parameter, const std::string& value) {
  const auto wrong = [&](const char* write) {
    return Error{Code::malformed, std::string(parameter.name) + "=" + visible(value) + ": write " + write};
  };
  switch (parameter.type) {
    case QueryType::text:
      return {};
    case QueryType::number:
      if (!whole_number(value)) return wrong("a number from 0");
      return {};
    case QueryType::flag:
      if (value != "true" && value != "false") return wrong("true or false");
      return {};
    case QueryType::date:
      if (!parse_date(value)) return wrong("2026, 2026-05 or 2026-05-04");
      return {};
  }
  return {};
}

}  // namespace

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Route Route::with(std::vector<QueryParameter> parameters) const {
  Route route = *this;
  route.query.insert(route.query.end(), parameters.begin(), parameters.end());
  return route;
}

Route Route::takes(std::string_view schema) const {
  Route route = *this;
  route.body = BodyKind::json;
  route.body_schema = schema;
  return route;
}

Route Route::takes_bytes() const {
  Route route = *this;
  route.body = BodyKind::bytes;
  return route;
}

Route Route::takes_objects() const {
  Route route = *this;
  route.body = BodyKind::objects;
  return route;
}

Route Route::answers(int with_status) const {
  Route route = *this;
  route.status = with_status;
  return route;
}

Route Route::as(std::string_view media) const {
  Route route = *this;
  route.type = media;
  return route;
}

Route Route::kept() const {
  Route route = *this;
  route.writes = true;
  return route;
}

Route Route::slow() const {
  Route route = *this;
  route.heavy = true;
  return route;
}

Route Route::versioned() const {
  Route route = kept();
  route.if_match = true;
  return route;
}

std::string Call::segment(std::string_view name) const {
  for (const auto& [key, value] : path) {
    if (key == name) return value;
  }
  return {};
}

std::optional<std::string> Call::text(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::vector<std::string> Call::texts(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : query) {
    if (key == name) values.push_back(value);
  }
  return values;
}

bool Call::flag(std::string_view name) const { return text(name) == "true"; }

std::size_t Call::number(std::string_view name, std::size_t otherwise, std::size_t most) const {
  const auto typed = text(name);
  return typed ? std::min<std::size_t>(whole_number(*typed).value_or(otherwise), most) : otherwise;
}

std::string Call::if_match() const {
  const std::string field = request->head.field("if-match");
  const std::string_view tag = trim(field);
  if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') return {};
  return std::string(tag.substr(1, tag.size() - 2));
}

std::span<const Route* const> routes() {
  static const std::vector<const Route*> all = [] {
    std::vector<const Route*> list;
    for (const auto part : {document_routes(), ledger_routes(), case_routes(), analysis_routes(), exchange_routes(),
                            workspace_routes(), system_routes(), taxii_routes()}) {
      for (const Route& route : part) list.push_back(&route);
    }
    return list;
  }();
  return all;
}

RouteMatch match(std::string_view method, const Target& target) {
  RouteMatch found;
  std::vector<std::pair<std::string_view, std::string>> values;
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  for (const Route* route : routes()) {
    if (!fits(route->path, target.segments, values)) continue;
    if (route->method == wanted) {
      // A path without a place for anything goes before one with.
      if (found.route == nullptr || values.size() < found.path.size()) {
        found.route = route;
        found.path = values;
      }
    } else {
      found.allowed += (found.allowed.empty() ? "" : ", ") + std::string(route->method);
    }
  }
  return found;
}

Result<void> take_parameters(const Target& target, Call& call) {
  const Route& route = *call.route;
  for (const auto& [name, value] : target.query) {
    const auto known = std::find_if(route.query.begin(), route.query.end(),
                                    [&name = name](const QueryParameter& parameter) { return parameter.name == name; });
    if (known == route.query.end()) {
      std::string names;
      for (const QueryParameter& parameter : route.query)
        names += (names.empty() ? "" : ", ") + std::string(parameter.name);
      return Error{Code::malformed,
                   visible(name) + ": no parameter of this address; it takes " + (names.empty() ? "none" : names)};
    }
    if (!known->repeated && call.text(name)) return Error{Code::malformed, visible(name) + ": given twice"};
    if (auto sound = check(*known, value); !sound) return sound.error();
    call.query.emplace_back(name, value);
  }
  for (const QueryParameter& parameter : route.query) {
    if (parameter.required && !call.text(parameter.name))
      return Error{Code::malformed, std::string(parameter.name) + " is missing: " + std::string(parameter.about)};
  }
  return {};
}

}  // namespace whence
