#include "cli/case_desk.h"

#include "engine/engine.h"

namespace whence {

Result<CaseDesk> case_desk(const Options& options, const std::optional<std::string>& workspace) {
  WHENCE_TRY(Data data, open_data(options.data()));
  WHENCE_TRY(Workspace opened, Workspace::open(workspace_file(workspace), Access::write));
  return CaseDesk{std::move(data), std::move(opened)};
}

Error nobody_named(std::string_view command) {
  return {Code::malformed,
          "--as is missing; whence " + std::string(command) + " writes down who did it: --as \"A. Analyst\""};
}

}  // namespace whence
