#include "cli/workspace.h"

#include <filesystem>
#include <utility>

namespace whence {

void workspace_option(Options& options, std::optional<std::string>& named) {
  options.value("-w,--workspace", "FILE", "the workspace (default: WHENCE_WORKSPACE, else whence.db)", named);
}

void stated_options(Options& options, StatedOptions& stated) {
  options.value("--source", "NAME", "outlet or author, where the file does not say", stated.source);
  options.value("--published", "DATE", "day, month or year of publication; relative dates count from it",
                stated.published);
  options.value("--url", "URL", "where the document is from; it is never fetched", stated.url);
}

Result<Provenance> provenance_of(const StatedOptions& stated) {
  Provenance provenance{stated.source, stated.url, std::nullopt};
  WHENCE_TRY(provenance.published, day_of("--published", stated.published));
  return provenance;
}

Result<std::optional<Date>> day_of(const char* option, const std::optional<std::string>& typed) {
  if (!typed) return std::optional<Date>();
  const auto day = parse_date(*typed);
  if (!day) return Error{Code::malformed, std::string(option) + " " + *typed + ": write 2026, 2026-05 or 2026-05-04"};
  return std::optional<Date>(day);
}

Result<std::optional<Workspace>> workspace_if_there(const std::optional<std::string>& named, Wanted wanted) {
  if (wanted == Wanted::no) return std::optional<Workspace>();
  const std::string file = workspace_file(named);
  std::error_code ignored;
  if (!named && wanted == Wanted::if_there && !std::filesystem::exists(file, ignored))
    return std::optional<Workspace>();
  WHENCE_TRY(Workspace opened, Workspace::open(file, Access::read));
  return std::optional<Workspace>(std::move(opened));
}

}  // namespace whence
