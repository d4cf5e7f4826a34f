#include "base/file.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/dyads.h"
#include "engine/engine.h"
#include "format/page_dyads.h"
#include "format/report_dyads.h"

namespace whence {
namespace {

struct Asked {
  DyadRequest request;
  std::vector<std::string> pair;
  std::optional<std::string> file, from, to, output;
  std::string tlp;
  bool all = false, record_only = false, claims_only = false, symmetric = false;
};

void declare(Options& options, Asked& asked) {
  options.zero_or_more("STATE", "two states or bodies by name or code; none: every pair", asked.pair);
  workspace_option(options, asked.file);
  options.value("--from", "DATE", "first month of the window (default: the record's first)", asked.from);
  options.value("--to", "DATE", "last month of the window (default: the record's last)", asked.to);
  options.flag("--record", "the public record alone", asked.record_only);
  options.flag("--claims", "claims of documents alone", asked.claims_only);
  options.flag("--unverified", "also what nobody has checked, marked", asked.request.unverified);
  options.flag("--symmetric", "also the tension of both directions together", asked.symmetric);
  options.flag("--all", "every row, however long the page becomes", asked.all);
  options.value("-o,--output", "FILE", "as one HTML page, with the series drawn", asked.output);
  options.value("--tlp", "MARK", "on that page: CLEAR, GREEN, AMBER, AMBER+STRICT or RED", asked.tlp);
  options.example("whence relations");
  options.example("whence relations NZ CN");
  options.example("whence relations NZ CN -o relations.html");
  options.note(
      "Counts are accusations of this ledger, which holds what was published and kept; they are no count of "
      "operations, "
      "and a change in what is published looks the same as a change in what is done. docs/relations.md has the "
      "formulae.");
}

Result<std::string> shown(const DyadView& view, const Asked& asked, const Options& options, const Data& data) {
  WHENCE_TRY(const PartyNames names, names_in(data, view));
  if (options.json()) return to_text(json_dyads(view, names), 2) + "\n";
  if (asked.output) {
    ReportOptions page;
    page.tlp = asked.tlp;
    page.program = "whence " + versions_of(data).program;
    return report_dyads(view, names, page);
  }
  DyadPageOptions page;
  page.page = page_options(options, asked.all);
  page.symmetric = asked.symmetric;
  return page_dyads(view, names, page);
}

}  // namespace

Result<int> relations_command(Options& options) {
  Asked asked;
  declare(options, asked);
  if (const auto status = options.parse()) return *status;
  if (!asked.pair.empty() && asked.pair.size() != 2)
    return Error{Code::malformed, "name two states or none: whence relations XA XB"};
  if (asked.pair.size() == 2) {
    asked.request.a = asked.pair[0];
    asked.request.b = asked.pair[1];
  }
  WHENCE_TRY(asked.request.from, day_of("--from", asked.from));
  WHENCE_TRY(asked.request.to, day_of("--to", asked.to));
  asked.request.record = !asked.claims_only;
  asked.request.claims = !asked.record_only;
  WHENCE_TRY(const Data data, open_data(options.data()));
  const Wanted wanted = asked.claims_only ? Wanted::needed : asked.record_only ? Wanted::no : Wanted::if_there;
  WHENCE_TRY(std::optional<Workspace> workspace, workspace_if_there(asked.file, wanted));
  WHENCE_TRY(const DyadView view, dyads(data, workspace ? &*workspace : nullptr, asked.request));
  WHENCE_TRY(const std::string text, shown(view, asked, options, data));
  if (!asked.output || options.json()) return print(text);
  if (const auto written = write_file(*asked.output, text); !written) return written.error();
  return print(*asked.output + "\n");
}

}  // namespace whence
