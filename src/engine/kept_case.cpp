#include "engine/kept_case.h"

#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "engine/case_draft.h"
#include "store/cases.h"

namespace whence {
namespace {

Error absent(const std::string& name) {
  return {Code::not_found, visible(name) + ": the workspace has no case of this name"};
}

// Keeps `yaml` as the newest version if the case still is what the change was made from. The question and the writing
// are one transaction.
Result<OpenCase> keep(const Data& data, Workspace& workspace, const std::string& yaml, const CaseEdit& change,
                      const std::vector<CaseEvent>& events, const std::string& did, Time now, const Limits& limits) {
  OpenCase kept;
  WHENCE_TRY(kept.incident, read_yaml_case(data, yaml, change.name, limits));
  if (kept.incident.name != change.name)
    return Error{Code::conflict,
                 change.name + ": the case calls itself '" + visible(kept.incident.name) + "'; a case keeps its name"};
  kept.bytes = yaml;
  workspace.begin();
  const auto before = newest_case(workspace, change.name);
  if ((before ? before->sha256 : "") != change.was) {
    workspace.roll_back();
    if (change.was.empty()) return Error{Code::conflict, change.name + ": there is a case of this name already"};
    return Error{Code::conflict, change.name + ": somebody has changed it since; read it again"};
  }
  kept.version = keep_case(workspace, change.name, before ? before->file : "", yaml, time_text(now));
  keep_deeds(workspace, change.name, kept.version, events, now);
  if (!did.empty()) keep_deed(workspace, change.name, kept.version, {change.by, did, time_text(now)});
  if (auto done = workspace.commit(); !done) return done.error();
  return kept;
}

}  // namespace

Result<OpenCase> kept_case(const Data& data, Workspace& workspace, const std::string& name, const Limits& limits) {
  const auto version = newest_case(workspace, name);
  if (auto sound = workspace.problem(); !sound) return sound.error();
  if (!version) return absent(name);
  OpenCase open;
  open.version = version->id;
  open.bytes = version->yaml;
  WHENCE_TRY(open.incident, read_yaml_case(data, version->yaml, name, limits));
  return open;
}

Result<Case> kept_case_then(const Data& data, Workspace& workspace, const std::string& name, const std::string& time,
                            Time now, const Limits& limits) {
  const auto text = moment(time, now);
  if (!text) return Error{Code::malformed, visible(time) + ": no time; write 12:00, 2026-11-02 or 2026-11-02T12:00"};
  const auto version = case_at(workspace, name, *text);
  if (auto sound = workspace.problem(); !sound) return sound.error();
  if (version) return read_yaml_case(data, version->yaml, name, limits);
  const std::vector<CaseVersion> all = case_versions(workspace, name);
  if (all.empty()) return absent(name);
  return Error{Code::not_found, visible(name) + ": the workspace had not seen it by then; it saw it first at " +
                                    all.front().made + " (UTC)"};
}

Result<OpenCase> new_kept_case(const Data& data, Workspace& workspace, const std::vector<std::string>& documents,
                               const CaseEdit& change, const std::string& tlp, Time now, const Limits& limits) {
  std::vector<Reading> readings;
  std::vector<std::string> keys;
  for (const std::string& key : documents) {
    WHENCE_TRY(const DocumentRow row, workspace.document(key));
    WHENCE_TRY(Reading reading, workspace.reading(row));
    readings.push_back(std::move(reading));
    keys.push_back(row.key);
  }
  if (readings.empty()) return Error{Code::malformed, change.name + ": name a document to make the case from"};
  NewCase request;
  request.name = change.name;
  request.by = change.by;
  request.tlp = tlp;
  WHENCE_TRY(const NewCaseMade made, drafted_case(data, readings, request));
  const std::string yaml = written_draft(made, keys);
  return keep(data, workspace, yaml, change, {}, "new from " + join(keys, ", "), now, limits);
}

Result<OpenCase> replace_kept_case(const Data& data, Workspace& workspace, const std::string& yaml,
                                   const CaseEdit& change, Time now, const Limits& limits) {
  return keep(data, workspace, yaml, change, {}, change.was.empty() ? "new" : "edited", now, limits);
}

Result<OpenCase> add_kept_events(const Data& data, Workspace& workspace, const std::vector<CaseEvent>& events,
                                 const CaseEdit& change, Time now, const Limits& limits) {
  const auto version = newest_case(workspace, change.name);
  if (!version) return absent(change.name);
  WHENCE_TRY(const std::string yaml, with_events(version->yaml, change.name, events, now));
  return keep(data, workspace, yaml, change, events, "", now, limits);
}

}  // namespace whence
