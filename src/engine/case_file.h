// `whence case ...`: a case from a document, its checking, signing and history.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "engine/read.h"
#include "lexicon/data.h"
#include "model/case.h"
#include "store/cases.h"
#include "store/workspace.h"

namespace whence {

struct NewCase {
  std::string file;               // to be written; must not be there
  std::vector<std::string> from;  // documents
  std::string name, by, tlp;      // name: of the case; empty: after the file
  Provenance stated;
};

struct NewCaseMade {
  Case incident;                  // as read back
  std::vector<Oddity> not_taken;  // where and what the documents tell that a person has to enter
};

// Reads the documents, keeps them in the workspace, and writes a case in which every item has its document, page and
// sentence and is unchecked. What they say of actors becomes statements. What they tell of working hours, languages and
// the window is listed as not taken, in the file too.
Result<NewCaseMade> new_case(const Data& data, Workspace& workspace, const NewCase& request, Time now,
                             const Limits& limits);

// The file as it stands, kept in the workspace as a version. Its bytes come along.
struct OpenCase {
  Case incident;
  std::string bytes;
  std::int64_t version = 0;
};
Result<OpenCase> open_case(const Data& data, Workspace& workspace, const std::string& file, Time now,
                           const Limits& limits);

// Adds events to the file and keeps the result. Every event's item must be there. Errors leave the file as it was.
Result<Case> add_events(const Data& data, Workspace& workspace, const std::string& file,
                        const std::vector<CaseEvent>& events, Time now, const Limits& limits);

// "office.yaml@12:00", "office.yaml@2026-11-02T12:00", "office.yaml": the file now, or as the workspace saw it last
// before that time (UTC; a time alone is of today). not_found says which times there are.
Result<Case> case_then(const Data& data, Workspace& workspace, const std::string& place, Time now,
                       const Limits& limits);

// The parts of these that need no file. A case from YAML and nothing else; `name` is for messages.
Result<Case> read_yaml_case(const Data& data, std::string bytes, const std::string& name, const Limits& limits);
Result<std::string> with_events(std::string bytes, const std::string& name, const std::vector<CaseEvent>& events,
                                Time now);
// Requires: begun.
void keep_deeds(Workspace& workspace, const std::string& name, std::int64_t version,
                const std::vector<CaseEvent>& events, Time now);
// "12:00" of today, or a day with or without a time, as time_text() writes it; a day alone is its end.
std::optional<std::string> moment(std::string_view typed, Time now);

}  // namespace whence
