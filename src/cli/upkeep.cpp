#include "store/upkeep.h"

#include <fmt/format.h>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/answers_json.h"
#include "format/layout.h"

namespace whence {

Result<int> backup_command(Options& options) {
  std::string target;
  std::optional<std::string> file;
  options.required("FILE", "where the copy goes; an earlier copy there is replaced once the new one is whole", target);
  workspace_option(options, file);
  options.example("whence backup /media/stick/whence-2026-11-02.db");
  options.note("The copy is a workspace itself. Others may add to the workspace meanwhile.");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(Workspace workspace, Workspace::open(workspace_file(file), Access::read));
  if (auto done = back_up(workspace, target); !done) return done.error();
  WHENCE_TRY(Workspace copy, Workspace::open(target, Access::read));
  const WorkspaceCounts counts = copy.counts();
  if (auto sound = copy.problem(); !sound) return sound.error();
  if (options.json()) {
    const Json json = Json::object()
                          .set("backup", target)
                          .set("of", workspace.path())
                          .set("documents", counts.documents)
                          .set("claims", counts.claims);
    return print(to_text(json, 2) + "\n");
  }
  return print(fmt::format("{}: {}, {}\n", target, counted(counts.documents, "document", "documents"),
                           counted(counts.claims, "claim", "claims")));
}

Result<int> check_command(Options& options) {
  std::optional<std::string> file, named;
  bool bring_up = false;
  workspace_option(options, named);
  options.optional("FILE", "a workspace or a backup of one (default: WHENCE_WORKSPACE, else whence.db)", file);
  options.flag("--migrate", "bring one that an earlier program made up to date first", bring_up);
  options.example("whence check whence.db");
  options.note("Reads everything and compares it with what must be there. Exit status 1 if anything is wrong.");
  if (const auto status = options.parse()) return *status;
  if (file && named) return Error{Code::malformed, "check: FILE and --workspace: name the workspace once"};
  const std::string path = workspace_file(file ? file : named);
  if (bring_up) {
    WHENCE_TRY(const Workspace opened, Workspace::open(path, Access::write));
  }
  WHENCE_TRY(Workspace workspace, Workspace::open(path, Access::read));
  WHENCE_TRY(const std::vector<std::string> found, faults(workspace));
  const WorkspaceCounts counts = found.empty() ? workspace.counts() : WorkspaceCounts{};
  if (options.json()) {
    Json json = Json::object().set("workspace", workspace.path());
    const Json found_json = json_faults(found, counts);
    for (const auto& [key, value] : found_json.members()) json.set(key, value);
    WHENCE_TRY(const int printed, print(to_text(json, 2) + "\n"));
    return found.empty() ? printed : 1;
  }
  std::string text;
  for (const std::string& fault : found) text += clean(fault) + "\n";
  if (found.empty()) {
    text = fmt::format("{}: sound: {}, {}, {}, {}, {}\n", workspace.path(),
                       counted(counts.documents, "document", "documents"),
                       counted(counts.readings, "reading", "readings"), counted(counts.claims, "claim", "claims"),
                       counted(counts.verdicts, "verdict", "verdicts"), counted(counts.cases, "case", "cases"));
  } else {
    text +=
        fmt::format("{}: {}; put a backup in its place\n", workspace.path(), counted(found.size(), "fault", "faults"));
  }
  WHENCE_TRY(const int printed, print(text));
  return found.empty() ? printed : 1;
}

}  // namespace whence
