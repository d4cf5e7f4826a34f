// What keeps nothing: reading, weighing, relations, actors, measuring.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/actor.h"
#include "engine/answers_json.h"
#include "engine/case_of_reading.h"
#include "engine/dyads.h"
#include "engine/evaluate.h"
#include "engine/evaluate_reading.h"
#include "engine/ledger_names.h"
#include "engine/weigh_case.h"
#include "format/evaluation.h"
#include "format/json_actor.h"
#include "format/json_reading.h"
#include "format/json_sighting.h"
#include "format/json_weigh.h"
#include "format/page_dyads.h"
#include "serve/answers.h"

namespace whence {
namespace {

Result<HttpResponse> read_document_of(Service& service, const Call& call) {
  WHENCE_TRY(const Reading reading, service.desk().read(call.request->body, call.text("name").value_or("document"),
                                                        stated_of(call), service.limits()));
  return json_response(json_reading(reading));
}

Result<HttpResponse> weigh_bytes(Service& service, const Call& call) {
  WHENCE_TRY(const Case incident,
             case_from(service.data(), call.request->body, call.text("name").value_or("case"), service.limits()));
  WHENCE_TRY(const Answer answer,
             weigh_case(service.data(), incident, call.text("parameters").value_or("default"), weigh_options(call)));
  return json_response(json_weigh(answer));
}

Result<HttpResponse> get_relations(Service& service, const Call& call) {
  DyadRequest request;
  request.a = call.text("a").value_or("");
  request.b = call.text("b").value_or("");
  if (request.a.empty() != request.b.empty()) return Error{Code::malformed, "name two states, a and b, or none"};
  request.record = call.text("record") != "false";
  request.claims = call.text("claims") != "false";
  request.unverified = call.flag("unverified");
  request.from = date_of(call, "from");
  request.to = date_of(call, "to");
  std::optional<Service::Reading> reading;
  if (request.claims && service.has_workspace()) {
    WHENCE_TRY(Service::Reading opened, service.reading());
    reading.emplace(std::move(opened));
  }
  WHENCE_TRY(const DyadView view, dyads(service.data(), reading ? &**reading : nullptr, request));
  WHENCE_TRY(const PartyNames names, names_in(service.data(), view));
  return json_response(json_dyads(view, names));
}

Result<HttpResponse> get_actor(Service& service, const Call& call) {
  NameUsed use;
  use.vendor = call.text("vendor").value_or("");
  use.on = date_of(call, "date");
  WHENCE_TRY(const ActorAnswer answer, actor(service.data(), call.segment("name"), use));
  return json_response(json_actor(answer));
}

Result<HttpResponse> trace_from(Service& service, const Call& call) {
  std::optional<Service::Reading> reading;
  if (service.has_workspace()) {
    WHENCE_TRY(Service::Reading opened, service.reading());
    reading.emplace(std::move(opened));
  }
  WHENCE_TRY(const Trace found, trace_objects(service.data(), reading ? &**reading : nullptr, nullptr,
                                              call.texts("object"), trace_request(call)));
  return trace_response(found);
}

// Lists and log come with the request and are named so in the answer.
Result<HttpResponse> match_log_of(Service& service, const Call& call) {
  constexpr std::size_t most_told = 1000;
  MatchRequest request;
  request.lists = {"indicators"};
  request.logs = {"log"};
  request.here = {{"indicators", std::string(call.body["indicators"].text())},
                  {"log", std::string(call.body["log"].text())}};
  if (const Json& benign = call.body["benign"]; benign.is_string()) {
    request.benign_lists = {"benign"};
    request.here.emplace("benign", benign.text());
  }
  request.match.scan.subdomains = !call.body["exact"].boolean().value_or(false);
  request.match.jobs = 1;
  std::string lines;
  std::size_t told = 0;
  WHENCE_TRY(const MatchSummary summary,
             match_logs(service.data(), request,
                        [&](const std::string& log, const std::string& list, const Sighting& sighting) -> Result<void> {
                          if (!sighting.benign.empty() || ++told > most_told) return {};
                          if (!lines.empty()) lines.back() = ',';
                          append_sighting(lines, sighting, log, list);
                          return {};
                        },
                        {}));
  HttpResponse response;
  std::string text = to_text(json_match(summary));
  text.pop_back();
  response.body = text + ",\"told\":[" + lines + "]}\n";
  return response;
}

Result<HttpResponse> evaluate_build(Service& service, const Call& call) {
  const std::string what = call.text("what").value_or("attribution");
  if (what == "attribution") {
    return job_response(service, "evaluate", [&service](const ProgressCall& progress) -> Result<Json> {
      WHENCE_TRY(const AttributionEvaluation measured, evaluate_attribution(service.data(), progress));
      return to_json(measured.rows);
    });
  }
  if (what != "reading") return Error{Code::malformed, "what: write attribution or reading"};
  return job_response(service, "evaluate", [&service](const ProgressCall&) -> Result<Json> {
    WHENCE_TRY(const ReadingFigures figures, evaluate_reading(service.data(), {}));
    return to_json(figures.rows);
  });
}

}  // namespace

std::span<const Route> analysis_routes() {
  static const std::vector<Route> all = {
      Route{"POST", "/api/read", "readDocument",
            "What a document says: who says what about whom, how firmly, who denies. Keeps nothing", "Reading",
            read_document_of}
          .with(stated_parameters())
          .takes_bytes()
          .slow(),
      Route{"POST", "/api/weigh", "weighText",
            "Who may be behind a case (YAML), a list of technique ids, or a document. Keeps nothing", "Answer",
            weigh_bytes}
          .with({{"name", "what it is called; for messages"}})
          .with(weigh_parameters())
          .takes_bytes()
          .slow(),
      Route{"GET", "/api/relations", "getRelations",
            "Who accuses whom, how often, how that changed, and what is answered", "Relations", get_relations}
          .with({{"a", "a state or body by name or code"},
                 {"b", "another"},
                 {"from", "first month of the window", QueryType::date},
                 {"to", "last month of the window", QueryType::date},
                 {"record", "false: without the public record", QueryType::flag},
                 {"claims", "false: without the claims of documents", QueryType::flag},
                 {"unverified", "also what nobody has checked, marked", QueryType::flag}})
          .slow(),
      Route{"GET", "/api/actors/{name}", "getActor", "What the catalogues and the ledger say of a group's name",
            "Actor", get_actor}
          .with({{"vendor", "whose use of the name"}, {"date", "when it was written", QueryType::date}})
          .slow(),
      Route{"GET", "/api/trace", "traceObjects",
            "What is run by the same hands as these objects, by what the workspace holds of observations", "Trace",
            trace_from}
          .with(trace_parameters())
          .slow(),
      Route{"POST", "/api/match", "matchLog", "Which indicators a log holds, and where: the first 1,000 places",
            "Match", match_log_of}
          .takes("MatchRequest")
          .slow(),
      Route{"POST", "/api/evaluations", "evaluate", "Measure this build with its own data", "Job", evaluate_build}
          .with({{"what", "attribution or reading"}})
          .answers(202),
  };
  return all;
}

}  // namespace whence
