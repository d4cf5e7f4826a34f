// The workspace as a whole: how much is in it, whether it is sound, a copy of it, reading it again.
#include <algorithm>
#include <filesystem>
#include <utility>

#include "engine/answers_json.h"
#include "engine/reread.h"
#include "engine/workspace_file.h"
#include "serve/answers.h"
#include "store/upkeep.h"

namespace whence {
namespace {

Result<HttpResponse> get_workspace(Service& service, const Call&) {
  WorkspaceCounts counts;
  Json unread = Json::array();
  if (service.has_workspace()) {
    WHENCE_TRY(const Service::Reading reading, service.reading());
    counts = (*reading).counts();
    for (const UnreadLanguage& one : (*reading).unread())
      unread.push(Json::object()
                      .set("language", or_null(one.language))
                      .set("in_part", one.understood == Understood::cues)
                      .set("documents", one.documents));
    if (auto sound = (*reading).problem(); !sound) return sound.error();
  }
  return json_response(Json::object()
                           .set("documents", counts.documents)
                           .set("readings", counts.readings)
                           .set("claims", counts.claims)
                           .set("verdicts", counts.verdicts)
                           .set("cases", counts.cases)
                           .set("not_read", std::move(unread)));
}

Result<HttpResponse> check_workspace(Service& service, const Call&) {
  return job_response(service, "check", [&service](const ProgressCall&) -> Result<Json> {
    WHENCE_TRY(const Service::Reading reading, service.reading());
    WHENCE_TRY(const std::vector<std::string> found, faults(*reading));
    return json_faults(found, (*reading).counts());
  });
}

Result<HttpResponse> read_again(Service& service, const Call& call) {
  const bool changed = call.text("changed") != "false";
  return job_response(service, "reread", [&service, changed](const ProgressCall& progress) -> Result<Json> {
    WHENCE_TRY(Workspace workspace, service.job_workspace());
    WHENCE_TRY(const RereadSummary summary,
               reread(service.desk(), workspace, changed, service.versions(), time_now(), progress));
    return json_reread(summary);
  });
}

// Beside the workspace, under a name made of its own and the time: no request names a file.
Result<HttpResponse> back_up_workspace(Service& service, const Call&) {
  return job_response(service, "backup", [&service](const ProgressCall&) -> Result<Json> {
    WHENCE_TRY(const Service::Reading reading, service.reading());
    std::string stamp = time_text(time_now());
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    const std::string file = (*reading).path() + "." + stamp + ".backup";
    if (auto done = back_up(*reading, file); !done) return done.error();
    WHENCE_TRY(Workspace copy, Workspace::open(file, Access::read));
    const WorkspaceCounts counts = copy.counts();
    if (auto sound = copy.problem(); !sound) return sound.error();
    return Json::object()
        .set("backup", std::filesystem::path(file).filename().string())
        .set("documents", counts.documents)
        .set("claims", counts.claims);
  });
}

}  // namespace

std::span<const Route> workspace_routes() {
  static const std::vector<Route> all = {
      Route{"GET", "/api/workspace", "getWorkspace", "How much the workspace holds, and what could not be read",
            "Workspace", get_workspace},
      Route{"POST", "/api/workspace/check", "checkWorkspace", "Find what is wrong in the workspace", "Job",
            check_workspace}
          .answers(202),
      Route{"POST", "/api/workspace/reread", "rereadDocuments",
            "Read documents again with the program and the data of today", "Job", read_again}
          .with({{"changed", "false: also those that were read so already", QueryType::flag}})
          .answers(202)
          .kept(),
      Route{"POST", "/api/workspace/backup", "backUpWorkspace",
            "A sound copy of it beside it, named by the time; others may go on meanwhile", "Job", back_up_workspace}
          .answers(202)
          .kept(),
  };
  return all;
}

}  // namespace whence
