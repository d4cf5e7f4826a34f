#include <cstdio>

#include "base/file.h"
#include "base/json_lists.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/engine.h"
#include "engine/exchange.h"

namespace whence {
namespace {

struct Asked {
  ExportRequest request;
  LedgerFilter filter;
  bool ledger = false;
  std::optional<std::string> workspace, out, tlp, most, as_of;
  std::string tlp_version = "2";
};

void declare(Options& options, Asked& asked) {
  options.zero_or_more("FILE", "cases and documents; documents of the workspace by key", asked.request.named);
  options.choice("--to", "the form", {"stix", "misp", "navigator", "csv"}, asked.request.to);
  options.flag("--documents", "every document of the workspace", asked.request.every_document);
  options.flag("--objects", "objects of other systems that the workspace holds, as they came", asked.request.objects);
  options.flag("--ledger", "the ledger: accusations and answers, of the workspace and the public record", asked.ledger);
  options.values("--accuser", "WHO", "of the ledger: as whence ledger has it", asked.filter.accuser);
  options.values("--accused", "STATE", "likewise", asked.filter.accused);
  options.values("--group", "NAME", "likewise", asked.filter.group);
  options.values("--victim", "WHO", "likewise", asked.filter.victim);
  options.flag("--unverified", "of the ledger: also what nobody has checked", asked.filter.unverified);
  options.value("-o,--output", "FILE", "write there (default: standard output)", asked.out);
  options.value("--tlp", "MARK", "of what bears no mark of its own", asked.tlp);
  options.value("--max-tlp", "MARK", "refuse if anything in it is marked above this", asked.most);
  options.choice("--tlp-version", "in STIX: markings of TLP 2.0 or of 1.0", {"2", "1"}, asked.tlp_version);
  options.value("--as-of", "DAY", "in `created` (default: the latest day that anything in it states)", asked.as_of);
  workspace_option(options, asked.workspace);
  options.size_limit();
  options.example("whence export office.yaml --to stix --max-tlp amber -o office.json");
  options.example("whence export --ledger --accuser NZ --to csv");
  options.note(
      "The same things give the same bytes. What the form has no place for is named at the end, on standard error and "
      "in the file where it can hold that; whence import reads stix and misp back without loss.");
}

Result<std::string> label(const char* option, const std::optional<std::string>& typed) {
  if (!typed) return std::string();
  std::string label = tlp_label(*typed);
  if (label.empty())
    return Error{Code::malformed,
                 std::string(option) + " " + *typed + ": write clear, green, amber, amber+strict or red"};
  return label;
}

Result<int> finish(const Exported& exported, const Asked& asked, const Options& options) {
  if (asked.out) {
    if (auto written = write_file(*asked.out, exported.bytes); !written) return written.error();
  }
  if (options.json() && asked.out) {
    return print(to_text(Json::object()
                             .set("file", *asked.out)
                             .set("form", asked.request.to)
                             .set("objects", exported.objects)
                             .set("left_out", json_texts(exported.left_out))
                             .set("not_carried", json_texts(exported.not_carried)),
                         2) +
                 "\n");
  }
  if (!asked.out) {
    WHENCE_TRY(const int status, print(exported.bytes));
    if (status != 0) return status;
  }
  std::string end = asked.request.to + ": " + std::to_string(exported.objects) +
                    (asked.request.to == "csv" ? " lines" : " objects") + (asked.out ? " in " + *asked.out : "") + "\n";
  for (const std::string& each : exported.left_out) end += "left out: " + each + "\n";
  if (exported.not_carried.empty()) end += "not carried: nothing was lost\n";
  for (const std::string& each : exported.not_carried) end += "not carried: " + each + "\n";
  std::fputs(end.c_str(), stderr);
  return 0;
}

}  // namespace

Result<int> export_command(Options& options) {
  Asked asked;
  declare(options, asked);
  if (const auto status = options.parse()) return *status;
  if (asked.request.to.empty())
    return Error{Code::malformed, "--to is missing; write --to stix, misp, navigator or csv"};
  WHENCE_TRY(asked.request.tlp, label("--tlp", asked.tlp));
  WHENCE_TRY(asked.request.most, label("--max-tlp", asked.most));
  if (asked.as_of) {
    const auto day = parse_date(*asked.as_of);
    if (!day || day->precision != Precision::day)
      return Error{Code::malformed, "--as-of " + *asked.as_of + ": write a day as in 2026-11-02"};
    asked.request.as_of = *asked.as_of;
  }
  asked.request.tlp_version = asked.tlp_version == "1" ? TlpVersion::one : TlpVersion::two;
  asked.filter.most = every_claim;
  asked.filter.exchanged = false;  // --objects has them, as they came
  if (asked.ledger) asked.request.ledger = asked.filter;
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(std::optional<Workspace> workspace, workspace_if_there(asked.workspace, Wanted::if_there));
  WHENCE_TRY(const Exchange exchange, gather(data, workspace ? &*workspace : nullptr, asked.request, options.limits()));
  WHENCE_TRY(const Exported exported, export_as(exchange, asked.request, data));
  return finish(exported, asked, options);
}

}  // namespace whence
