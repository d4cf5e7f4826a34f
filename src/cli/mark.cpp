#include "engine/mark.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/answers_json.h"
#include "format/layout.h"

namespace whence {
namespace {

std::string page(const Marked& marked) {
  std::string text = fmt::format("{}  {}\n", marked.id, clean(marked.document));
  if (!marked.words.empty()) text += "  " + quotation(marked.words) + "\n";
  for (const Verdict& verdict : marked.verdicts) {
    text += fmt::format("  {}  {}  {}", verdict.made, clean(verdict.coder), name_of(verdict.judgement));
    if (!verdict.field.empty()) text += fmt::format(" {} = {}", verdict.field, clean(verdict.value));
    text += (verdict.note.empty() ? "" : ": " + clean(verdict.note)) + "\n";
  }
  for (const Annotation& one : marked.annotations)
    text += fmt::format("  {}  {}  {} {}\n", one.made, clean(one.coder), one.kind, clean(one.text));
  return text;
}

}  // namespace

Result<int> mark_command(Options& options) {
  MarkRequest request;
  std::optional<std::string> file, by, note, tlp;
  bool accept = false, reject = false, withdraw = false;
  options.required("ID", "a claim's id or a document's key, as whence ledger shows them; the start is enough",
                   request.id);
  options.flag("--accept", "the claim is in the document as read", accept);
  options.flag("--reject", "it is not; the ledger leaves it out", reject);
  options.values("--amend", "FIELD=VALUE",
                 "what the document says: act, hedge, rung, denied, outcome, status, source, accused, "
                 "group, sponsor, victim",
                 request.amend);
  options.flag("--withdraw", "takes back what was said of the claim so far", withdraw);
  options.value("--note", "TEXT", "kept with the verdict, or by itself", note);
  options.values("--tag", "TAG", "a word to find it by", request.tag);
  options.values("--untag", "TAG", "takes one off", request.untag);
  options.value("--tlp", "MARK", "CLEAR, GREEN, AMBER, AMBER+STRICT or RED; of a document", tlp);
  options.value("--as", "NAME", "who says so", by);
  workspace_option(options, file);
  options.example("whence mark c14f182b2b317 --accept --as \"A. Analyst\"");
  options.example("whence mark c0326668 --amend rung=3 --note \"names a ministry\" --as \"A. Analyst\"");
  options.note(
      "A verdict stands beside the claim, which stays as it was read; whence reread carries it over. Without an option "
      "it shows what has been said.");
  if (const auto status = options.parse()) return *status;
  if (static_cast<int>(accept) + static_cast<int>(reject) + static_cast<int>(withdraw) > 1)
    return Error{Code::malformed, "--accept, --reject and --withdraw: one of them"};
  if (accept) request.judgement = Judgement::accept;
  if (reject) request.judgement = Judgement::reject;
  if (withdraw) request.judgement = Judgement::withdraw;
  request.note = note.value_or("");
  request.tlp = tlp.value_or("");
  request.by = by.value_or("");
  {
    WHENCE_TRY(const Workspace there, Workspace::open(workspace_file(file), Access::read));
  }
  WHENCE_TRY(Workspace workspace, Workspace::open(workspace_file(file), Access::write));
  WHENCE_TRY(const Marked marked, mark(workspace, request, time_now()));
  return print(options.json() ? to_text(json_marked(marked), 2) + "\n" : page(marked));
}

}  // namespace whence
