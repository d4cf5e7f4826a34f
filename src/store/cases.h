// Cases as the workspace remembers them: every state of the file that a command saw, and who did what.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "store/workspace.h"

namespace whence {

struct CaseVersion {
  std::int64_t id = 0;
  std::string name, file, sha256, yaml, made;  // made: "2026-11-02T12:00:00Z"
};
struct CaseDeed {
  std::string who, what, made;
};

// Keeps the file as it stands, unless it is what was kept last; answers its number. Requires: begun.
std::int64_t keep_case(Workspace& workspace, std::string_view name, std::string_view file, std::string_view yaml,
                       std::string_view made);
void keep_deed(Workspace& workspace, std::string_view name, std::int64_t version, const CaseDeed& deed);

// The newest version of each case, by name, behind `after` (a name), at most `most`.
std::vector<CaseVersion> newest_cases(Workspace& workspace, std::string_view after, std::size_t most);
// Of one case.
std::optional<CaseVersion> newest_case(Workspace& workspace, std::string_view name);
// Oldest first.
std::vector<CaseVersion> case_versions(Workspace& workspace, std::string_view name);
std::vector<CaseDeed> case_deeds(Workspace& workspace, std::string_view name);
// As it stood at that time; absent if it was not kept by then.
std::optional<CaseVersion> case_at(Workspace& workspace, std::string_view name, std::string_view time);

}  // namespace whence
