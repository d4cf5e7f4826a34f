// `whence case check`: verdicts on the items of a case, typed as options or asked for one after the other.
#include <array>
#include <utility>

#include "base/text.h"
#include "cli/case_desk.h"
#include "cli/commands.h"
#include "engine/case_file.h"
#include "engine/case_verdicts.h"
#include "engine/engine.h"
#include "format/page_case.h"

namespace whence {
namespace {

struct Asked {
  std::string target;
  CaseVerdicts verdicts;
  std::optional<std::string> file, by, why;
  bool all = false, ask = false;
};

void declare(Options& options, Asked& asked) {
  options.required("FILE", "a case", asked.target);
  options.values("--accept", "ID", "the item is as the document says; several: e1,e2; all: every unchecked one",
                 asked.verdicts.accept);
  options.values("--reject", "ID", "it is not; it stays in the file and is not used", asked.verdicts.reject);
  options.values("--amend", "ID=VALUE", "what it should say", asked.verdicts.amend);
  options.values("--background", "ID", "true, but not of this incident; not used", asked.verdicts.background);
  options.values("--incident", "ID", "of this incident after all", asked.verdicts.incident);
  options.flag("--ask", "one unchecked item after the other, with its sentence; asks what to do with each", asked.ask);
  options.value("--why", "TEXT", "the reason, kept with each of them", asked.why);
  options.value("--as", "NAME", "who checks", asked.by);
  options.flag("--all", "also items that are checked", asked.all);
  workspace_option(options, asked.file);
  options.size_limit();
  options.example("whence case check office.yaml --ask --as \"A. Analyst\"");
  options.example(
      "whence case check office.yaml --accept e1,e2 --reject e3 --why \"another host\" --as \"A. Analyst\"");
  options.note("Without a verdict it lists what is unchecked. Verdicts are added to the log at the end of the file.");
}

constexpr std::string_view choices =
    "  a accept · r reject · m amend · b background · i of this incident · s skip · q stop > ";

enum class Next { keep, skip, stop };

// What the person says of one item, in `event`.
Result<Next> verdict_on(CaseEvent& event) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> words = {
      {{"a", "accept"}, {"r", "reject"}, {"m", "amend"}, {"b", "background"}, {"i", "incident"}}};
  while (event.did.empty()) {
    WHENCE_TRY(const std::optional<std::string> typed, ask(choices));
    if (!typed || *typed == "q" || *typed == "stop") return Next::stop;
    if (typed->empty() || *typed == "s" || *typed == "skip") return Next::skip;
    for (const auto& [letter, word] : words) {
      if (*typed == letter || *typed == word) event.did = word;
    }
  }
  if (event.did == "amend") {
    WHENCE_TRY(const std::optional<std::string> value, ask("  what it should say > "));
    event.value = value.value_or("");
    if (event.value.empty()) return Next::skip;
  }
  if (event.did == "reject" && event.why.empty()) {
    WHENCE_TRY(const std::optional<std::string> why, ask("  why > "));
    event.why = why.value_or("");
  }
  return Next::keep;
}

// Each verdict is in the file before the next item is shown. Answers the case as it then is.
Result<Case> ask_for_each(CaseDesk& desk, const Asked& asked, Case incident, const Options& options) {
  std::vector<std::string> open;
  for (const Evidence& item : incident.evidence) {
    if (!item.checked) open.push_back(item.id.text);
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    const std::string item = page_case_item(incident, open[i], i + 1, open.size(), page_options(options, false));
    if (auto shown = print(item); !shown) return shown.error();
    CaseEvent event;
    event.by = *asked.by;
    event.why = asked.why.value_or("");
    event.item = open[i];
    WHENCE_TRY(const Next next, verdict_on(event));
    if (next == Next::stop) break;
    if (next == Next::skip) continue;
    WHENCE_TRY(incident, add_events(desk.data, desk.workspace, asked.target, {event}, time_now(), options.limits()));
  }
  if (auto shown = print("\n"); !shown) return shown.error();
  return incident;
}

}  // namespace

Result<int> case_check_command(Options& options) {
  Asked asked;
  declare(options, asked);
  if (const auto status = options.parse()) return *status;
  if (asked.ask && options.json()) return Error{Code::malformed, "--ask and --json: one of them"};
  const bool named = asked.by && !trim(*asked.by).empty();
  WHENCE_TRY(CaseDesk desk, case_desk(options, asked.file));
  WHENCE_TRY(OpenCase open, open_case(desk.data, desk.workspace, asked.target, time_now(), options.limits()));
  asked.verdicts.by = asked.by.value_or("");
  asked.verdicts.why = asked.why.value_or("");
  if (asked.ask && !named) return nobody_named("case check");
  WHENCE_TRY(const std::vector<CaseEvent> events, case_events(open.incident, asked.verdicts));
  if (!events.empty()) {
    WHENCE_TRY(open.incident,
               add_events(desk.data, desk.workspace, asked.target, events, time_now(), options.limits()));
  }
  if (asked.ask) {
    WHENCE_TRY(open.incident, ask_for_each(desk, asked, std::move(open.incident), options));
  }
  if (options.json()) return print(to_text(json_case_check(open.incident), 2) + "\n");
  return print(page_case_check(open.incident, page_options(options, asked.all)));
}

}  // namespace whence
