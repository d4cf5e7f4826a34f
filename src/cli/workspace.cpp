#include "cli/workspace.h"

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
  if (stated.published) {
    provenance.published = parse_date(*stated.published);
    if (!provenance.published)
      return Error{Code::malformed, "--published " + *stated.published + ": write 2026, 2026-05 or 2026-05-04"};
  }
  return provenance;
}

}  // namespace whence
