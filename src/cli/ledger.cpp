#include "engine/ledger.h"

#include <algorithm>

#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/engine.h"
#include "engine/ledger_names.h"
#include "format/page_ledger.h"

namespace whence {
namespace {

struct Asked {
  LedgerFilter filter;
  std::optional<std::string> file, from, to, words;
  std::optional<int> most;
  bool all = false, record_only = false, claims_only = false;
  std::string as = "page";
};

void declare(Options& options, Asked& asked) {
  LedgerFilter& filter = asked.filter;
  workspace_option(options, asked.file);
  options.values("--accuser", "WHO", "a state by name or code, or a speaker's name", filter.accuser);
  options.values("--accused", "STATE", "named as doer or as sponsor", filter.accused);
  options.values("--group", "NAME", "as anybody's catalogue calls it", filter.group);
  options.values("--organ", "NAME", "a ministry, service or unit", filter.organ);
  options.values("--victim", "WHO", "a state or a name", filter.victim);
  options.values("--sector", "NAME", "of the victim", filter.sector);
  options.values("--act", "NAME", "accuse, attribute, charge, deny, ...", filter.act);
  options.value("--rung", "N", "this rung or a higher one, 0 to 5", filter.rung);
  options.values("--hedge", "WORD", "flat, likely, alleged, reported, possible", filter.hedge);
  options.values("--status", "WORD", "verified, unverified; charged, convicted, withdrawn, ...", filter.status);
  options.values("--document", "NAME", "a document by key or name", filter.document);
  options.values("--outlet", "NAME", "as stated of the document", filter.outlet);
  options.values("--tag", "TAG", "of a claim or its document", filter.tag);
  options.values("--incident", "ID", "one incident, by its id or that of one of its matters or acts (L083)",
                 filter.incident);
  options.value("--from", "DATE", "statements since", asked.from);
  options.value("--to", "DATE", "statements until", asked.to);
  options.value("--words", "WORDS", "every word occurs in the claim's sentence or parties", asked.words);
  options.flag("--withheld", "who did not attribute it, saw no evidence, or named nobody", filter.withheld);
  options.flag("--record", "the public record alone", asked.record_only);
  options.flag("--claims", "claims of documents alone", asked.claims_only);
  options.flag("--unverified", "also what nobody has checked, marked", filter.unverified);
  options.flag("--rejected", "also claims that the analyst rejected, marked", filter.rejected);
  options.value("--most", "N", "claims listed (default 100)", asked.most);
  options.flag("--all", "every row, however long the page becomes", asked.all);
  options.choice("--as", "page, csv, json, or rows in the incident databases' columns (eurepoc)",
                 {"page", "csv", "json", "eurepoc"}, asked.as);
  options.example("whence ledger --accused CN --group APT40");
  options.example("whence ledger --accuser NZ --from 2018 --as csv");
  options.note(
      "Each option may be repeated: any of its values, all of the options. Accusation and answer stand side by side. "
      "Counts are of this ledger, which holds what was published and kept, not what was done.");
}

Result<std::string> shown(const LedgerView& view, const Asked& asked, const Options& options, const Data& data) {
  const std::string as = options.json() ? "json" : asked.as;
  if (as == "json") return to_text(json_ledger(view), 2) + "\n";
  if (as == "csv") return csv_ledger(view);
  if (as == "eurepoc") {
    WHENCE_TRY(const StateNames states, StateNames::load(data));
    std::map<std::string, std::string, std::less<>> names;
    for (const LedgerLine& line : view.lines) {
      for (const auto* codes : {&line.accuser_states, &line.accused_states, &line.victim_states}) {
        for (const std::string& code : *codes) names.emplace(code, states.name(code));
      }
    }
    return csv_incidents(view, names);
  }
  return page_ledger(view, page_options(options, asked.all));
}

}  // namespace

Result<int> ledger_command(Options& options) {
  Asked asked;
  declare(options, asked);
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(asked.filter.from, day_of("--from", asked.from));
  WHENCE_TRY(asked.filter.to, day_of("--to", asked.to));
  if (asked.filter.rung && (*asked.filter.rung < 0 || *asked.filter.rung > 5))
    return Error{Code::malformed, "--rung: write 0 to 5"};
  asked.filter.words = asked.words.value_or("");
  asked.filter.record = !asked.claims_only;
  asked.filter.claims = !asked.record_only;
  asked.filter.exchanged = !asked.record_only && !asked.claims_only;
  asked.filter.most = static_cast<std::size_t>(std::clamp(asked.most.value_or(100), 1, 100'000));
  WHENCE_TRY(const Data data, open_data(options.data()));
  const Wanted wanted = asked.claims_only ? Wanted::needed : asked.record_only ? Wanted::no : Wanted::if_there;
  WHENCE_TRY(std::optional<Workspace> workspace, workspace_if_there(asked.file, wanted));
  WHENCE_TRY(const LedgerView view, ledger(data, workspace ? &*workspace : nullptr, asked.filter));
  WHENCE_TRY(const std::string text, shown(view, asked, options, data));
  return print(text);
}

}  // namespace whence
