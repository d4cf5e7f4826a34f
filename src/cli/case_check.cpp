// `whence case check`: verdicts on the items of a case, typed as options or asked for one after the other.
#include <array>
#include <utility>

#include "base/text.h"
#include "cli/case_desk.h"
#include "cli/commands.h"
#include "engine/case_file.h"
#include "engine/engine.h"
#include "format/page_case.h"

namespace whence {
namespace {

struct Asked {
  std::string target;
  std::vector<std::string> accept, reject, amend, background, here;
  std::optional<std::string> file, by, why;
  bool all = false, ask = false;
};

void declare(Options& options, Asked& asked) {
  options.required("FILE", "a case", asked.target);
  options.values("--accept", "ID", "the item is as the document says; several: e1,e2; all: every unchecked one",
                 asked.accept);
  options.values("--reject", "ID", "it is not; it stays in the file and is not used", asked.reject);
  options.values("--amend", "ID=VALUE", "what it should say", asked.amend);
  options.values("--background", "ID", "true, but not of this incident; not used", asked.background);
  options.values("--incident", "ID", "of this incident after all", asked.here);
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

// "e3,e4" and "all".
Result<void> add_checks(const Case& incident, std::string_view did, const std::vector<std::string>& typed,
                        const CaseEvent& pattern, std::vector<CaseEvent>& events) {
  for (const std::string& list : typed) {
    for (const std::string_view part : split(list, ',')) {
      const std::string id(trim(part));
      bool found = false;
      for (const Evidence& item : incident.evidence) {
        if (id != item.id.text && (id != "all" || item.checked)) continue;
        CaseEvent event = pattern;
        event.did = did;
        event.item = item.id.text;
        events.push_back(std::move(event));
        found = true;
      }
      if (!found && id != "all")
        return Error{Code::not_found, incident.file + ": no item '" + visible(id) + "'; whence case check " +
                                          incident.file + " --all lists them"};
    }
  }
  return {};
}

Result<std::vector<CaseEvent>> typed_verdicts(const Case& incident, const Asked& asked) {
  CaseEvent pattern;
  pattern.by = asked.by.value_or("");
  pattern.why = asked.why.value_or("");
  std::vector<CaseEvent> events;
  const std::pair<const char*, const std::vector<std::string>*> verdicts[] = {{"accept", &asked.accept},
                                                                              {"reject", &asked.reject},
                                                                              {"background", &asked.background},
                                                                              {"incident", &asked.here}};
  for (const auto& [did, typed] : verdicts) {
    if (auto added = add_checks(incident, did, *typed, pattern, events); !added) return added.error();
  }
  for (const std::string& one : asked.amend) {
    const auto equals = one.find('=');
    if (equals == std::string::npos)
      return Error{Code::malformed, "--amend " + visible(one) + ": write ID=VALUE, as in e3=T1566.002"};
    CaseEvent changed = pattern;
    changed.value = trim(std::string_view(one).substr(equals + 1));
    if (auto added = add_checks(incident, "amend", {one.substr(0, equals)}, changed, events); !added)
      return added.error();
  }
  return events;
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
  WHENCE_TRY(const std::vector<CaseEvent> events, typed_verdicts(open.incident, asked));
  if ((asked.ask || !events.empty()) && !named) return nobody_named("case check");
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
