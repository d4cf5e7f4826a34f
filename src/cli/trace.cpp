#include "engine/trace.h"

#include <algorithm>

#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/engine.h"
#include "format/page_trace.h"

namespace whence {

Result<int> trace_command(Options& options) {
  TraceRequest request;
  std::optional<std::string> from, to, file;
  std::optional<int> hops, carriers, nodes;
  bool dot = false;
  bool all = false;
  options.one_or_more("OBJECT", "a case, or an object to begin with: a name, an address, a hash", request.seeds);
  options.values("-i,--observations", "FILE",
                 "who was seen with what: CSV or JSON Lines, also packed; - is standard input (default: what the "
                 "workspace holds)",
                 request.observations);
  workspace_option(options, file);
  options.value("--from", "DATE", "leave out what was last seen before", from);
  options.value("--to", "DATE", "leave out what was first seen after", to);
  options.value("--hops", "N", "steps from the seeds (default 3)", hops);
  options.value("--carriers", "N", "do not follow what more objects have (default 200)", carriers);
  options.value("--nodes", "N", "objects looked at, nearest first (default 300)", nodes);
  options.flag("--dot", "print the graph for Graphviz", dot);
  options.flag("--all", "every row and every reason", all);
  options.size_limit();
  options.example("whence trace case.yaml -i passive-dns.jsonl -i certificates.csv.gz");
  options.example("whence trace evil.example --workspace whence.db");
  options.example("whence trace evil.example -i observations.csv --dot | dot -Tsvg -o graph.svg");
  options.note(
      "Which objects may be run by the same hands, through which intermediaries, and what to look up next. "
      "docs/trace.md says how; docs/formats/observations.md what a file holds.");
  if (const auto status = options.parse()) return *status;
  for (const auto& [text, name] : {std::pair{&from, "--from"}, std::pair{&to, "--to"}}) {
    if (!*text || parse_date(**text)) continue;
    complain("trace: " + std::string(name) + ": '" + **text + "' is no date; write 2026-08-02");
    return 2;
  }
  if (from || to) {
    request.window = Interval{parse_date(from.value_or("0001")), parse_date(to.value_or("9999"))};
  }
  const auto count = [](const std::optional<int>& value, int most) {
    return value ? std::optional(static_cast<std::size_t>(std::clamp(*value, 1, most))) : std::nullopt;
  };
  request.hops = count(hops, 10);
  request.carriers = count(carriers, 100'000);
  request.nodes = count(nodes, 20'000);
  request.limits = options.limits();
  WHENCE_TRY(const Data data, open_data(options.data()));
  const Wanted wanted = request.observations.empty() ? Wanted::if_there : file ? Wanted::needed : Wanted::no;
  WHENCE_TRY(std::optional<Workspace> workspace, workspace_if_there(file, wanted));
  WHENCE_TRY(const Trace found, trace_files(data, workspace ? &*workspace : nullptr, request));
  if (options.json()) return print(trace_json(found));
  if (dot) return print(trace_dot(found));
  return print(trace_page(found, page_options(options, all)));
}

}  // namespace whence
