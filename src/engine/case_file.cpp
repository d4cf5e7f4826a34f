#include "engine/case_file.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "engine/add.h"
#include "engine/case_of_reading.h"
#include "engine/said_in_reading.h"
#include "engine/weigh_case.h"
#include "format/case_list.h"
#include "format/case_log.h"
#include "format/case_write.h"

namespace whence {
namespace {

namespace fs = std::filesystem;

// "report.pdf p. 4" where the format has pages.
std::string place_of(const Document& document, std::uint32_t offset) {
  std::uint32_t page = 0;
  for (const OffsetRun& run : document.offsets) {
    if (run.text > offset) break;
    page = run.page;
  }
  return document.name + (page == 0 ? "" : " p. " + std::to_string(page));
}

std::size_t sentence_at(const Reading& reading, std::uint32_t offset) {
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    if (offset < reading.sentences[i].span.end) return i + 1;
  }
  return reading.sentences.size();
}

class Draft {
 public:
  Draft(const CaseWords& words, Case& incident, bool exercise) : words_(words), incident_(incident), stand_(exercise) {}

  void add(const Reading& reading) {
    if (const auto found = case_of_reading(reading, words_)) {
      for (Evidence item : found->evidence) add_item(reading, std::move(item));
    }
    for (const LedgerNote& note : reading.against_ledger) add_entry(reading, note);
    add_statements(reading, words_, stand_, incident_);
    for (const Party& victim : reading.victims) {
      if (incident_.victim.name.empty()) incident_.victim.name = victim.name ? *victim.name : victim.text;
      if (incident_.victim.sector.empty()) incident_.victim.sector = victim.sector.value_or("");
      const std::string state = victim.state.value_or("");
      if (incident_.victim.country.empty() && state.size() == 2 && (incident_.exercise == (state[0] == 'X')))
        incident_.victim.country = state;
    }
  }

 private:
  void add_item(const Reading& reading, Evidence item) {
    if (!seen_.insert(item.value).second) return;
    item.id = {"e" + std::to_string(incident_.evidence.size() + 1)};
    item.checked = false;
    if (item.span) {
      item.document = place_of(reading.document, item.span->begin);
      item.note = "s" + std::to_string(sentence_at(reading, item.span->begin));
      // An id is sure and a name is read: both.
      for (const NameMention& mention : reading.software) {
        if (item.kind == EvidenceKind::software && mention.id == item.value && !mention.name.empty()) {
          item.note += ", " + mention.name;
          break;
        }
      }
    }
    incident_.evidence.push_back(std::move(item));
  }

  void add_entry(const Reading& reading, const LedgerNote& note) {
    if (note.status != "verified" || !seen_.insert(note.there).second) return;
    Evidence item;
    item.id = {"e" + std::to_string(incident_.evidence.size() + 1)};
    item.kind = EvidenceKind::testimony;
    item.value = "ledger#" + note.there;
    item.origin = "public record " + note.there;
    item.document = reading.document.name;
    item.note = "s" + std::to_string(reading.claims.at(note.here).sentence);
    incident_.evidence.push_back(std::move(item));
  }

  const CaseWords& words_;
  Case& incident_;
  StandIns stand_;
  std::set<std::string> seen_;
};

// An exercise needs an invented victim; any state that the documents invent will do until a person says which.
std::string invented_state(const std::vector<Reading>& readings) {
  for (const Reading& reading : readings) {
    for (const Claim& claim : reading.claims) {
      for (const auto* parties : {&claim.victim, &claim.source, &claim.accused}) {
        for (const Party& party : *parties) {
          if (party.state && party.state->size() == 2 && party.state->front() == 'X' && *party.state != "XK")
            return *party.state;
        }
      }
    }
  }
  return "XA";
}

Result<std::vector<Reading>> readings_of(const ReadingDesk& desk, const NewCase& request, const Limits& limits) {
  std::vector<Reading> readings;
  for (const std::string& path : request.from) {
    WHENCE_TRY(Reading reading, desk.read_file(path, request.stated, limits));
    readings.push_back(std::move(reading));
  }
  return readings;
}

Result<Case> read_yaml_case(const Data& data, std::string bytes, const std::string& name, const Limits& limits) {
  if (case_form(bytes, name) != CaseForm::yaml)
    return Error{Code::unsupported, name + ": is no case file; whence case new " + name + " --from DOCUMENT makes one"};
  return case_from(data, std::move(bytes), name, limits);
}

// "12:00" of today, or a day with or without a time, as time_text() writes it; a day alone is its end.
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

}  // namespace

Result<NewCaseMade> new_case(const Data& data, Workspace& workspace, const NewCase& request, Time now,
                             const Limits& limits) {
  std::error_code ignored;
  if (fs::exists(request.file, ignored))
    return Error{Code::conflict, request.file + ": is there already; name another file, or take it away first"};
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  WHENCE_TRY(const std::vector<Reading> readings, readings_of(desk, request, limits));
  Case incident;
  incident.name = request.name.empty() ? fs::path(request.file).stem().string() : request.name;
  incident.tlp = request.tlp;
  incident.prepared_by = request.by;
  incident.exercise = std::any_of(readings.begin(), readings.end(), [](const Reading& one) { return one.exercise; });
  WHENCE_TRY(const CaseWords words, CaseWords::load(data));
  Draft draft(words, incident, incident.exercise);
  NewCaseMade made;
  for (const Reading& reading : readings) {
    draft.add(reading);
    for (Oddity& one : words.not_taken(reading)) {
      one.where = reading.document.name + " " + one.where;
      made.not_taken.push_back(std::move(one));
    }
  }
  if (incident.exercise && incident.victim.country.empty()) incident.victim.country = invented_state(readings);
  if (incident.evidence.empty())
    return Error{Code::not_found, request.from.front() +
                                      ": no technique, software, indicator or entry of the public record in it; write "
                                      "the case by hand"};
  AddRequest add;
  add.files = request.from;
  add.stated = request.stated;
  WHENCE_TRY(const AddSummary added, add_documents(desk, workspace, add, versions_of(data), now, limits, {}, {}));
  if (added.failed != 0) return Error{Code::io, added.failures.front().what};
  std::string yaml = "# Made by whence case new from " + join(request.from, ", ") +
                     ". Nothing in it has been checked by a person: whence case check.\n";
  for (const Oddity& one : made.not_taken) yaml += "# Not taken: " + visible(one.where + ", " + one.what) + "\n";
  yaml += write_case(incident);
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
  std::string bytes = open.bytes;
  for (const CaseEvent& event : events) {
    CaseEvent dated = event;
    dated.at = time_text(now);
    WHENCE_TRY(bytes, with_event(std::move(bytes), file, std::move(dated)));
  }
  WHENCE_TRY(Case after, read_yaml_case(data, bytes, file, limits));
  if (auto written = write_file(file, bytes); !written) return written.error();
  workspace.begin();
  const std::int64_t version = keep_case(workspace, after.name, file, bytes, time_text(now));
  for (const CaseEvent& event : events) {
    const std::string what = event.did + (event.item.empty() ? "" : " " + event.item) +
                             (event.value.empty() ? "" : " = " + event.value) +
                             (event.why.empty() ? "" : ": " + event.why);
    keep_deed(workspace, after.name, version, {event.by, what, time_text(now)});
  }
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
