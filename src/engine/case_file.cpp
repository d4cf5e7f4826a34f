#include "engine/case_file.h"

#include <filesystem>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "engine/add.h"
#include "engine/case_draft.h"
#include "engine/weigh_case.h"
#include "format/case_list.h"
#include "format/case_log.h"

namespace whence {
namespace {

namespace fs = std::filesystem;

Result<std::vector<Reading>> readings_of(const ReadingDesk& desk, const NewCase& request, const Limits& limits) {
  std::vector<Reading> readings;
  for (const std::string& path : request.from) {
    WHENCE_TRY(Reading reading, desk.read_file(path, request.stated, limits));
    readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace

Result<Case> read_yaml_case(const Data& data, std::string bytes, const std::string& name, const Limits& limits) {
  if (case_form(bytes, name) != CaseForm::yaml)
    return Error{Code::unsupported, name + ": is no case file; whence case new " + name + " --from DOCUMENT makes one"};
  return case_from(data, std::move(bytes), name, limits);
}

Result<std::string> with_events(std::string bytes, const std::string& name, const std::vector<CaseEvent>& events,
                                Time now) {
  for (const CaseEvent& event : events) {
    CaseEvent dated = event;
    dated.at = time_text(now);
    WHENCE_TRY(bytes, with_event(std::move(bytes), name, std::move(dated)));
  }
  return bytes;
}

void keep_deeds(Workspace& workspace, const std::string& name, std::int64_t version,
                const std::vector<CaseEvent>& events, Time now) {
  for (const CaseEvent& event : events) {
    const std::string what = event.did + (event.item.empty() ? "" : " " + event.item) +
                             (event.value.empty() ? "" : " = " + event.value) +
                             (event.why.empty() ? "" : ": " + event.why);
    keep_deed(workspace, name, version, {event.by, what, time_text(now)});
  }
}

std::optional<std::string> moment(std::string_view typed, Time now) {
  std::string text(typed);
  if (text.size() == 5 && text[2] == ':') text = time_text(now).substr(0, 11) + text;
  if (text.size() == 10) text += "T23:59";
  if (text.size() == 16) text += ":59Z";
  if (text.size() == 19) text += "Z";
  if (text.size() != 20 || text[10] != 'T' || text[19] != 'Z' || !parse_date(std::string_view(text).substr(0, 10)))
    return std::nullopt;
  return text;
}

Result<NewCaseMade> new_case(const Data& data, Workspace& workspace, const NewCase& request, Time now,
                             const Limits& limits) {
  std::error_code ignored;
  if (fs::exists(request.file, ignored))
    return Error{Code::conflict, request.file + ": is there already; name another file, or take it away first"};
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  WHENCE_TRY(const std::vector<Reading> readings, readings_of(desk, request, limits));
  NewCase named = request;
  if (named.name.empty()) named.name = fs::path(request.file).stem().string();
  WHENCE_TRY(NewCaseMade made, drafted_case(data, readings, named));
  AddRequest add;
  add.files = request.from;
  add.stated = request.stated;
  WHENCE_TRY(const AddSummary added, add_documents(desk, workspace, add, versions_of(data), now, limits, {}, {}));
  if (added.failed != 0) return Error{Code::io, added.failures.front().what};
  const std::string yaml = written_draft(made, request.from);
  WHENCE_TRY(Case read_back, read_yaml_case(data, yaml, request.file, limits));
  if (auto written = write_file(request.file, yaml); !written) return written.error();
  workspace.begin();
  const std::int64_t version = keep_case(workspace, read_back.name, request.file, yaml, time_text(now));
  keep_deed(workspace, read_back.name, version, {request.by, "new from " + join(request.from, ", "), time_text(now)});
  if (auto kept = workspace.commit(); !kept) return kept.error();
  made.incident = std::move(read_back);
  return made;
}

Result<OpenCase> open_case(const Data& data, Workspace& workspace, const std::string& file, Time now,
                           const Limits& limits) {
  OpenCase open;
  WHENCE_TRY(open.bytes, read_file(file, limits));
  WHENCE_TRY(open.incident, read_yaml_case(data, open.bytes, file, limits));
  workspace.begin();
  open.version = keep_case(workspace, open.incident.name, file, open.bytes, time_text(now));
  if (auto kept = workspace.commit(); !kept) return kept.error();
  return open;
}

Result<Case> add_events(const Data& data, Workspace& workspace, const std::string& file,
                        const std::vector<CaseEvent>& events, Time now, const Limits& limits) {
  WHENCE_TRY(const OpenCase open, open_case(data, workspace, file, now, limits));
  WHENCE_TRY(const std::string bytes, with_events(open.bytes, file, events, now));
  WHENCE_TRY(Case after, read_yaml_case(data, bytes, file, limits));
  if (auto written = write_file(file, bytes); !written) return written.error();
  workspace.begin();
  const std::int64_t version = keep_case(workspace, after.name, file, bytes, time_text(now));
  keep_deeds(workspace, after.name, version, events, now);
  if (auto kept = workspace.commit(); !kept) return kept.error();
  return after;
}

Result<Case> case_then(const Data& data, Workspace& workspace, const std::string& place, Time now,
                       const Limits& limits) {
  const auto at = place.rfind('@');
  if (at == std::string::npos) {
    WHENCE_TRY(const OpenCase open, open_case(data, workspace, place, now, limits));
    return open.incident;
  }
  const std::string file = place.substr(0, at);
  const auto time = moment(std::string_view(place).substr(at + 1), now);
  if (!time) return Error{Code::malformed, place + ": no time behind @; write 12:00, 2026-11-02 or 2026-11-02T12:00"};
  WHENCE_TRY(const OpenCase open, open_case(data, workspace, file, now, limits));
  const auto version = case_at(workspace, open.incident.name, *time);
  if (!version) {
    const std::vector<CaseVersion> all = case_versions(workspace, open.incident.name);
    return Error{Code::not_found,
                 place + ": the workspace had not seen it by then; it saw it first at " + all.front().made + " (UTC)"};
  }
  return read_yaml_case(data, version->yaml, place, limits);
}

}  // namespace whence
