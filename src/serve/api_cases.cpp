// Cases that the workspace keeps.
#include <utility>

#include "base/json_lists.h"
#include "engine/answers_json.h"
#include "engine/case_diff.h"
#include "engine/case_pack.h"
#include "engine/case_verdicts.h"
#include "engine/kept_case.h"
#include "engine/report_file.h"
#include "engine/weigh_case.h"
#include "engine/workspace_file.h"
#include "format/json_weigh.h"
#include "format/page_case.h"
#include "serve/answers.h"
#include "store/cases.h"

namespace whence {
namespace {

Json case_json(const OpenCase& open) {
  return json_case_check(open.incident).set("yaml", open.bytes).set("sha256", open.incident.sha256);
}

HttpResponse case_response(const OpenCase& open, int status) {
  HttpResponse response = json_response(case_json(open));
  response.status = status;
  response.fields.emplace_back("ETag", "\"" + open.incident.sha256 + "\"");
  return response;
}

CaseEdit change_of(const Call& call) {
  return {call.segment("case"), std::string(call.body["by"].text()), call.if_match()};
}

Result<HttpResponse> list_cases(Service& service, const Call& call) {
  const std::size_t most = page_size(call);
  if (!service.has_workspace()) return page_response("cases");
  WHENCE_TRY(const Service::Reading reading, service.reading());
  const std::vector<CaseVersion> found = newest_cases(*reading, call.text("next").value_or(""), most);
  if (auto sound = (*reading).problem(); !sound) return sound.error();
  Json list = Json::array();
  for (const CaseVersion& version : found)
    list.push(Json::object().set("case", version.name).set("sha256", version.sha256).set("changed", version.made));
  return page_response("cases", std::move(list), found.size() == most ? Json(found.back().name) : Json());
}

Result<HttpResponse> new_case_of(Service& service, const Call& call) {
  const CaseEdit change{std::string(call.body["case"].text()), std::string(call.body["by"].text()), ""};
  WHENCE_TRY(Service::Writing writing, service.writing());
  const auto made = call.body["yaml"].is_string()
                        ? replace_kept_case(service.data(), *writing, std::string(call.body["yaml"].text()), change,
                                            time_now(), service.limits())
                        : new_kept_case(service.data(), *writing, texts_of(call.body["documents"]), change,
                                        std::string(call.body["tlp"].text()), time_now(), service.limits());
  if (!made) return made.error();
  return case_response(*made, 201);
}

Result<HttpResponse> get_case(Service& service, const Call& call) {
  WHENCE_TRY(const Service::Reading reading, service.reading());
  WHENCE_TRY(const OpenCase open, kept_case(service.data(), *reading, call.segment("case"), service.limits()));
  return case_response(open, 200);
}

Result<HttpResponse> replace_case(Service& service, const Call& call) {
  WHENCE_TRY(Service::Writing writing, service.writing());
  const auto changed = replace_kept_case(service.data(), *writing, std::string(call.body["yaml"].text()),
                                         change_of(call), time_now(), service.limits());
  if (!changed) return precondition_failed(changed.error());
  return case_response(*changed, 200);
}

Result<HttpResponse> check_case_items(Service& service, const Call& call) {
  WHENCE_TRY(Service::Writing writing, service.writing());
  WHENCE_TRY(const OpenCase open, kept_case(service.data(), *writing, call.segment("case"), service.limits()));
  CaseVerdicts verdicts;
  verdicts.by = call.body["by"].text();
  verdicts.why = call.body["why"].text();
  verdicts.accept = texts_of(call.body["accept"]);
  verdicts.reject = texts_of(call.body["reject"]);
  verdicts.background = texts_of(call.body["background"]);
  verdicts.incident = texts_of(call.body["incident"]);
  for (const Json& one : call.body["amend"].items())
    verdicts.amend.push_back(std::string(one["item"].text()) + "=" + std::string(one["value"].text()));
  WHENCE_TRY(const std::vector<CaseEvent> events, case_events(open.incident, verdicts));
  if (events.empty()) return Error{Code::malformed, "no item is named; accept, reject, amend, background or incident"};
  const auto changed = add_kept_events(service.data(), *writing, events, change_of(call), time_now(), service.limits());
  if (!changed) return precondition_failed(changed.error());
  return case_response(*changed, 200);
}

Result<HttpResponse> sign_case(Service& service, const Call& call) {
  WHENCE_TRY(Service::Writing writing, service.writing());
  WHENCE_TRY(const OpenCase open, kept_case(service.data(), *writing, call.segment("case"), service.limits()));
  WHENCE_TRY(const CaseEvent event, signature(open.incident, std::string(call.body["by"].text())));
  const auto changed =
      add_kept_events(service.data(), *writing, {event}, change_of(call), time_now(), service.limits());
  if (!changed) return precondition_failed(changed.error());
  return case_response(*changed, 200);
}

Result<HttpResponse> get_case_log(Service& service, const Call& call) {
  WHENCE_TRY(const Service::Reading reading, service.reading());
  WHENCE_TRY(const OpenCase open, kept_case(service.data(), *reading, call.segment("case"), service.limits()));
  const std::vector<CaseDeed> deeds = case_deeds(*reading, open.incident.name);
  const std::vector<CaseVersion> versions = case_versions(*reading, open.incident.name);
  if (auto sound = (*reading).problem(); !sound) return sound.error();
  return json_response(json_case_history(open.incident, deeds, versions));
}

Result<HttpResponse> get_case_diff(Service& service, const Call& call) {
  WHENCE_TRY(const Service::Reading reading, service.reading());
  const std::string name = call.segment("case"), before = *call.text("before");
  WHENCE_TRY(const Case then, kept_case_then(service.data(), *reading, name, before, time_now(), service.limits()));
  const auto after = call.text("after");
  Case now;
  if (after) {
    WHENCE_TRY(now, kept_case_then(service.data(), *reading, name, *after, time_now(), service.limits()));
  } else {
    WHENCE_TRY(const OpenCase open, kept_case(service.data(), *reading, name, service.limits()));
    now = open.incident;
  }
  WHENCE_TRY(CaseDiff diff, case_diff(service.data(), then, now, call.text("parameters").value_or("default")));
  diff.before = name + "@" + before;
  diff.after = after ? name + "@" + *after : name;
  return json_response(json_case_diff(diff));
}

Result<HttpResponse> weigh_kept_case(Service& service, const Call& call) {
  WHENCE_TRY(const Service::Reading reading, service.reading());
  WHENCE_TRY(const OpenCase open, kept_case(service.data(), *reading, call.segment("case"), service.limits()));
  WHENCE_TRY(const Answer answer, weigh_case(service.data(), open.incident, call.text("parameters").value_or("default"),
                                             weigh_options(call)));
  return json_response(json_weigh(answer));
}

Result<HttpResponse> trace_kept_case(Service& service, const Call& call) {
  WHENCE_TRY(const Service::Reading reading, service.reading());
  WHENCE_TRY(const OpenCase open, kept_case(service.data(), *reading, call.segment("case"), service.limits()));
  WHENCE_TRY(const Trace found,
             trace_objects(service.data(), &*reading, &open.incident, call.texts("object"), trace_request(call)));
  return trace_response(found);
}

Result<HttpResponse> pack_of_case(Service& service, const Call& call) {
  WHENCE_TRY(const Service::Reading reading, service.reading());
  WHENCE_TRY(Packed packed,
             pack_kept_case(service.data(), *reading, call.segment("case"), *call.text("max_tlp"), service.limits()));
  HttpResponse response;
  response.body = std::move(packed.bytes);
  response.fields.emplace_back("X-Whence-Left-Out", to_text(json_texts(packed.left_out)));
  return response;
}

Result<HttpResponse> open_packed_case(Service& service, const Call& call) {
  return job_response(service, "open", [&service, bytes = call.request->body](const ProgressCall&) -> Result<Json> {
    WHENCE_TRY(Workspace workspace, service.job_workspace());
    WHENCE_TRY(const Unpacked opened, unpack_kept_case(service.data(), workspace, bytes, time_now(), service.limits()));
    return json_unpacked(opened);
  });
}

Result<HttpResponse> get_case_report(Service& service, const Call& call) {
  WHENCE_TRY(const Service::Reading reading, service.reading());
  WHENCE_TRY(const OpenCase open, kept_case(service.data(), *reading, call.segment("case"), service.limits()));
  ReportOptions page;
  page.brief = call.flag("brief");
  WHENCE_TRY(std::string html, report_case(service.data(), open.incident, page, "default"));
  return html_response(std::move(html));
}

}  // namespace

std::span<const Route> case_routes() {
  static const std::vector<Route> all = {
      Route{"GET", "/api/cases", "listCases", "Cases by name", "CasePage", list_cases}.with(
          {limit_parameter(), next_parameter()}),
      Route{"POST", "/api/cases", "newCase", "A case from documents, every item with its place, unchecked; or as YAML",
            "Case", new_case_of}
          .takes("NewCase")
          .answers(201)
          .kept()
          .slow(),
      Route{"GET", "/api/cases/{case}", "getCase", "A case with its items and its YAML", "Case", get_case},
      Route{"PUT", "/api/cases/{case}", "replaceCase", "Another YAML in place of what was there; earlier versions stay",
            "Case", replace_case}
          .takes("CaseText")
          .versioned(),
      Route{"POST", "/api/cases/{case}/verdicts", "checkCase", "Accept, reject or amend items", "Case",
            check_case_items}
          .takes("CaseVerdicts")
          .versioned(),
      Route{"POST", "/api/cases/{case}/signature", "signCase", "The second person's signature; it lifts the draft mark",
            "Case", sign_case}
          .takes("Signature")
          .versioned(),
      Route{"GET", "/api/cases/{case}/log", "getCaseLog", "Who did what to it, and its versions", "CaseHistory",
            get_case_log},
      Route{"GET", "/api/cases/{case}/diff", "diffCase", "What moved between two states of it, and why", "CaseDiff",
            get_case_diff}
          .with({{"before", "12:00, 2026-11-02 or 2026-11-02T12:00 (UTC)", QueryType::text, true},
                 {"after", "likewise; default: now"},
                 {"parameters", "a set of parameters"}})
          .slow(),
      Route{"GET", "/api/cases/{case}/weigh", "weighCase", "Who may be behind it, and why", "Answer", weigh_kept_case}
          .with(weigh_parameters())
          .slow(),
      Route{"GET", "/api/cases/{case}/report", "getCaseReport", "One page to brief from", "", get_case_report}
          .with({{"brief", "one A4 page, without the annex", QueryType::flag}})
          .as("text/html; charset=utf-8")
          .slow(),
      Route{"GET", "/api/cases/{case}/trace", "traceCase",
            "What is run by the same hands as its objects, by what the workspace holds of observations", "Trace",
            trace_kept_case}
          .with(trace_parameters())
          .slow(),
      Route{"GET", "/api/cases/{case}/pack", "packCase", "The case with its documents and log as one file", "CasePack",
            pack_of_case}
          .with({{"max_tlp", "nothing above this mark goes along", QueryType::text, true}})
          .slow(),
      Route{"POST", "/api/packs", "openPack", "Keep a packed case with its documents and log", "Job", open_packed_case}
          .takes_bytes()
          .answers(202)
          .kept(),
  };
  return all;
}

}  // namespace whence
