#include "engine/reread.h"

#include <fmt/format.h>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/answers_json.h"
#include "format/layout.h"

namespace whence {
namespace {

std::string claim_line(char sign, const Claim& claim) {
  return fmt::format("  {} s{} {} {}  {}\n", sign, claim.sentence, name_of(claim.act), claim.id.text,
                     clean(claim.rule));
}

std::string page(const RereadSummary& s, bool all) {
  constexpr std::size_t most = 20;
  std::string text = fmt::format("{} of {} read again; {} changed\n", with_thousands(s.read),
                                 counted(s.documents, "document", "documents"), with_thousands(s.changed));
  text += fmt::format("claims: {} as before, {} fresh, {} gone; verdicts carried over: {}\n", with_thousands(s.same),
                      with_thousands(s.fresh), with_thousands(s.gone), with_thousands(s.carried));
  std::size_t shown = 0;
  for (const Reread& change : s.changes) {
    if (!all && shown++ == most) {
      text += fmt::format("... and {} more: --all\n", s.changes.size() - most);
      break;
    }
    text += fmt::format("\n{}  {}\n", clean(change.document.name), change.document.key);
    for (const Claim& claim : change.gone) text += claim_line('-', claim);
    for (const Claim& claim : change.fresh) text += claim_line('+', claim);
    for (const Verdict& verdict : change.unplaced)
      text += fmt::format("  ! {} by {} on {} ({}): no claim answers to it any more; look at it again\n",
                          name_of(verdict.judgement), clean(verdict.coder), verdict.claim, name_of(verdict.act));
  }
  return text;
}

}  // namespace

Result<int> reread_command(Options& options) {
  std::optional<std::string> file;
  bool changed = false, all = false;
  workspace_option(options, file);
  options.flag("--changed", "only documents that another program or other data read last", changed);
  options.flag("--all", "every document that changed, however many", all);
  options.example("whence reread --changed");
  options.note(
      "Earlier readings stay. Verdicts go over to the claim of the same id, or of the same act and cue; those that "
      "find "
      "none are listed.");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  {
    // Nothing is made where there is nothing to read again.
    WHENCE_TRY(const Workspace there, Workspace::open(workspace_file(file), Access::read));
  }
  WHENCE_TRY(Workspace workspace, Workspace::open(workspace_file(file), Access::write));
  Progress progress("reading again");
  WHENCE_TRY(const RereadSummary summary, reread(desk, workspace, changed, versions_of(data), time_now(),
                                                 [&](std::size_t done, std::size_t total) { progress(done, total); }));
  return print(options.json() ? to_text(json_reread(summary), 2) + "\n" : page(summary, all));
}

}  // namespace whence
