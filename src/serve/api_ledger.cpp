// Claims and what people say of them.
#include <algorithm>
#include <utility>

#include "engine/answers_json.h"
#include "engine/incidents.h"
#include "engine/ledger.h"
#include "engine/mark.h"
#include "engine/workspace_file.h"
#include "format/page_ledger.h"
#include "serve/answers.h"

namespace whence {
namespace {

Result<LedgerFilter> filter_of(const Call& call) {
  LedgerFilter filter;
  const std::pair<const char*, std::vector<std::string>*> lists[] = {
      {"accuser", &filter.accuser},   {"accused", &filter.accused}, {"group", &filter.group},
      {"organ", &filter.organ},       {"victim", &filter.victim},   {"sector", &filter.sector},
      {"act", &filter.act},           {"hedge", &filter.hedge},     {"status", &filter.status},
      {"document", &filter.document}, {"outlet", &filter.outlet},   {"tag", &filter.tag},
      {"incident", &filter.incident}};
  for (const auto& [name, values] : lists) *values = call.texts(name);
  if (call.text("rung")) filter.rung = static_cast<int>(call.number("rung", 0, 5));
  filter.from = date_of(call, "from");
  filter.to = date_of(call, "to");
  filter.words = call.text("words").value_or("");
  filter.record = call.text("record") != "false";
  filter.claims = call.text("claims") != "false";
  filter.unverified = call.flag("unverified");
  filter.rejected = call.flag("rejected");
  filter.most = page_size(call);
  if (const auto next = call.text("next")) {
    filter.after = cursor_from(*next);
    if (!filter.after) return Error{Code::malformed, "next: pass on what the page before gave"};
  }
  return filter;
}

Result<HttpResponse> get_ledger(Service& service, const Call& call) {
  WHENCE_TRY(const LedgerFilter filter, filter_of(call));
  // Without a workspace there is still the public record.
  if (!filter.claims || !service.has_workspace()) {
    WHENCE_TRY(const LedgerView view, ledger(service.data(), nullptr, filter));
    return json_response(json_ledger(view));
  }
  WHENCE_TRY(const Service::Reading reading, service.reading());
  WHENCE_TRY(const LedgerView view, ledger(service.data(), &*reading, filter));
  return json_response(json_ledger(view));
}

Result<HttpResponse> get_mark(Service& service, const Call& call) {
  WHENCE_TRY(const Service::Reading reading, service.reading());
  MarkRequest request;
  request.id = call.segment("id");
  WHENCE_TRY(const Marked marked, mark(*reading, request, time_now()));
  return json_response(json_marked(marked));
}

Result<HttpResponse> add_mark(Service& service, const Call& call) {
  MarkRequest request;
  request.id = call.segment("id");
  const Json& body = call.body;
  if (body["verdict"].is_string()) request.judgement = judgement_named(body["verdict"].text());
  for (const Json& one : body["amend"].items())
    request.amend.push_back(std::string(one["field"].text()) + "=" + std::string(one["value"].text()));
  request.tag = texts_of(body["tag"]);
  request.untag = texts_of(body["untag"]);
  request.note = body["note"].text();
  request.tlp = body["tlp"].text();
  request.by = body["by"].text();
  if (!service.has_workspace()) return Error{Code::not_found, "there is no workspace yet; add a document first"};
  WHENCE_TRY(Service::Writing writing, service.writing());
  WHENCE_TRY(const Marked marked, mark(*writing, request, time_now()));
  return json_response(json_marked(marked));
}

Result<HttpResponse> list_incidents(Service& service, const Call& call) {
  WHENCE_TRY(const std::int64_t skip, number_cursor(call));
  if (!service.has_workspace()) return page_response("incidents");
  WHENCE_TRY(const Service::Reading reading, service.reading());
  const auto all = merges_now(*reading);
  if (auto sound = (*reading).problem(); !sound) return sound.error();
  const std::size_t first = std::min(static_cast<std::size_t>(skip), all.size());
  const std::size_t last = std::min(first + page_size(call), all.size());
  Json list = Json::array();
  auto at = std::next(all.begin(), static_cast<std::ptrdiff_t>(first));
  for (std::size_t i = first; i < last; ++i, ++at) list.push(json_merge(at->second));
  return page_response("incidents", std::move(list), last < all.size() ? Json(std::to_string(last)) : Json());
}

Result<HttpResponse> decide(Service& service, const Call& call) {
  if (!service.has_workspace()) return Error{Code::not_found, "there is no workspace yet; add a document first"};
  WHENCE_TRY(Service::Writing writing, service.writing());
  const auto text = [&](const char* name) { return std::string(call.body[name].text()); };
  WHENCE_TRY(const Merge merge,
             decide_incident(*writing, text("a"), text("b"), text("decision"), text("by"), text("why"), time_now()));
  return json_response(json_merge(merge));
}

Result<HttpResponse> suggest_incidents(Service& service, const Call&) {
  return job_response(service, "incidents", [&service](const ProgressCall& progress) -> Result<Json> {
    WHENCE_TRY(Workspace workspace, service.job_workspace());
    WHENCE_TRY(const std::vector<Suggestion> found, find_incidents(service.data(), workspace, time_now(), progress));
    Json list = Json::array();
    for (const Suggestion& one : found) list.push(json_merge(one.merge));
    return Json::object().set("incidents", std::move(list));
  });
}

std::vector<QueryParameter> ledger_parameters() {
  std::vector<QueryParameter> all;
  constexpr std::pair<std::string_view, std::string_view> lists[] = {
      {"accuser", "state or speaker who accuses"},
      {"accused", "state that is accused"},
      {"group", "group that is named"},
      {"organ", "organisation that is named"},
      {"victim", "state or victim"},
      {"sector", "sector of the victim"},
      {"act", "accuse, attribute, deny, charge"},
      {"hedge", "flat, likely, alleged, reported, possible"},
      {"status", "charged, convicted"},
      {"document", "key of a document"},
      {"outlet", "who published it"},
      {"tag", "a word that somebody put on it"},
      {"incident", "one incident, by its id or that of one of its matters or acts"}};
  for (const auto& [name, about] : lists) all.push_back({name, about, QueryType::text, false, true});
  all.push_back({"rung", "at least this rung, 0 to 5", QueryType::number});
  all.push_back({"from", "earliest day", QueryType::date});
  all.push_back({"to", "latest day", QueryType::date});
  all.push_back({"words", "every one of them occurs"});
  all.push_back({"record", "false: without the public record", QueryType::flag});
  all.push_back({"claims", "false: without the claims of documents", QueryType::flag});
  all.push_back({"unverified", "also what nobody has checked, marked", QueryType::flag});
  all.push_back({"rejected", "also claims that were rejected", QueryType::flag});
  all.push_back({"limit",
                 "claims on a page, at most 1000; default 100. Acts of the public record come beside the claims "
                 "of their time",
                 QueryType::number});
  all.push_back(next_parameter());
  return all;
}

}  // namespace

std::span<const Route> ledger_routes() {
  static const std::vector<Route> all = {
      Route{"GET", "/api/ledger", "getLedger",
            "Claims and the answers to them; any of a parameter's values, all of the parameters", "Ledger", get_ledger}
          .with(ledger_parameters())
          .slow(),
      Route{"GET", "/api/marks/{id}", "getMarks", "What was said of a claim or a document", "Marked", get_mark},
      Route{"POST", "/api/marks/{id}", "addMark", "Accept, reject, amend or withdraw; note, tag, TLP mark", "Marked",
            add_mark}
          .takes("MarkRequest")
          .kept(),
      Route{"GET", "/api/incidents", "listIncidents", "Which matters are taken to be one incident", "IncidentPage",
            list_incidents}
          .with({limit_parameter(), next_parameter()}),
      Route{"POST", "/api/incidents", "decideIncident", "Two matters are one incident, or are not", "Incident", decide}
          .takes("IncidentDecision")
          .kept(),
      Route{"POST", "/api/incidents/suggestions", "suggestIncidents",
            "Look for matters of different documents that may be one incident", "Job", suggest_incidents}
          .answers(202)
          .kept(),
  };
  return all;
}

}  // namespace whence
