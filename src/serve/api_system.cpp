// What this server is, what it knows, and what it is busy with.
#include "engine/answers_json.h"
#include "engine/kb_show.h"
#include "serve/answers.h"
#include "serve/openapi.h"

namespace whence {
namespace {

Result<HttpResponse> get_openapi(Service& service, const Call&) {
  return json_response(openapi(service.versions().program));
}

Result<HttpResponse> get_version(Service& service, const Call&) {
  const Versions& versions = service.versions();
  return json_response(Json::object()
                           .set("program", versions.program)
                           .set("data", versions.data_hash)
                           .set("data_origin", versions.data_origin == "embedded" ? "embedded" : "folder")
                           .set("knowledge", versions.attack));
}

Result<HttpResponse> get_knowledge(Service& service, const Call&) {
  WHENCE_TRY(KnowledgeSummary summary, knowledge_summary(service.data()));
  // Where a folder lies on this machine is nobody's business.
  if (summary.versions.data_origin != "embedded") summary.versions.data_origin = "folder";
  return json_response(json_knowledge(summary));
}

Result<HttpResponse> list_jobs(Service& service, const Call&) { return json_response(service.jobs().list()); }

Result<HttpResponse> get_job(Service& service, const Call& call) {
  const auto state = service.jobs().state(call.segment("job"));
  if (!state) return Error{Code::not_found, "no such job, or it was long ago"};
  return json_response(*state);
}

Result<HttpResponse> get_job_events(Service& service, const Call& call) {
  auto events = service.jobs().events(call.segment("job"));
  if (!events) return Error{Code::not_found, "no such job, or it was long ago"};
  HttpResponse response;
  response.type = "text/event-stream";
  response.fields.emplace_back("Cache-Control", "no-store");
  response.more = std::move(*events);
  return response;
}

}  // namespace

std::span<const Route> system_routes() {
  static const std::vector<Route> all = {
      Route{"GET", "/api/openapi.json", "getOpenapi", "This description", "Openapi", get_openapi},
      Route{"GET", "/api/version", "getVersion", "What an answer must name to be reproduced", "Version", get_version},
      Route{"GET", "/api/knowledge", "getKnowledge", "What this program knows, from what and as of when", "Knowledge",
            get_knowledge}
          .slow(),
      Route{"GET", "/api/jobs", "listJobs", "Long work, the newest first", "JobList", list_jobs},
      Route{"GET", "/api/jobs/{job}", "getJob", "How far it is", "Job", get_job},
      Route{"GET", "/api/jobs/{job}/events", "getJobEvents",
            "The same as it happens: events progress, then done or failed, each with a Job", "", get_job_events}
          .as("text/event-stream"),
  };
  return all;
}

}  // namespace whence
