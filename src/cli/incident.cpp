#include <fmt/format.h>

#include "base/json_lists.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/answers_json.h"
#include "engine/incidents.h"
#include "format/layout.h"

namespace whence {
namespace {

std::string page(const std::vector<Suggestion>& suggestions, const PageOptions& options) {
  PageBlock block;
  block.heading = "TAKEN TO BE ONE INCIDENT: suggested, kept or undone; never certain";
  block.separate = false;
  const auto matter = [](const std::string& key, const std::string& summary, const std::string& name) {
    std::string text = key;
    if (!name.empty()) text += " (" + clean(name) + ")";
    return summary.empty() ? text : text + " " + clean(summary);
  };
  for (const Suggestion& one : suggestions) {
    std::vector<std::string> row =
        hanging(" " + padded(one.merge.decision, 10), matter(one.merge.a, one.a_summary, one.a_name), options.columns);
    for (const std::string& line :
         hanging("        and ", matter(one.merge.b, one.b_summary, one.b_name), options.columns))
      row.push_back(line);
    std::string why = one.merge.reasons.empty() ? "no reason given" : clean(one.merge.reasons);
    if (one.merge.decision != "suggested") why += "; " + clean(one.merge.who) + ", " + one.merge.made;
    for (const std::string& line : hanging("            ", why, options.columns)) row.push_back(line);
    block.rows.push_back(std::move(row));
  }
  if (block.rows.empty()) block.rows.push_back({"none in this workspace"});
  return page_of({block}, options);
}

}  // namespace

Result<int> incident_command(Options& options) {
  std::vector<std::string> matters;
  std::optional<std::string> file, by, why;
  bool keep = false, undo = false, all = false;
  options.zero_or_more("MATTER", "two of them, with --keep or --undo: sha256:.../A, or an act of the record, L083",
                       matters);
  options.flag("--keep", "they are one incident", keep);
  options.flag("--undo", "they are not; stays so when documents are added", undo);
  options.value("--why", "TEXT", "the reason", why);
  options.value("--as", "NAME", "who says so", by);
  options.flag("--all", "every row, however long the page becomes", all);
  workspace_option(options, file);
  options.example("whence incident");
  options.example("whence incident --undo sha256:66478784c87ae90e/A L083 --as \"A. Analyst\" --why \"another year\"");
  options.note(
      "Looks for matters of different documents that are one incident, by victim, time, group and act. Two matters of "
      "one document are never one.");
  if (const auto status = options.parse()) return *status;
  if (keep && undo) return Error{Code::malformed, "--keep and --undo: one of them"};
  if ((keep || undo) != (matters.size() == 2))
    return Error{Code::malformed, "name two matters with --keep or --undo; nothing to list the suggestions"};
  {
    WHENCE_TRY(const Workspace there, Workspace::open(workspace_file(file), Access::read));
  }
  WHENCE_TRY(Workspace workspace, Workspace::open(workspace_file(file), Access::write));
  if (keep || undo) {
    WHENCE_TRY(const Merge merge, decide_incident(workspace, matters[0], matters[1], keep ? "accepted" : "undone",
                                                  by.value_or(""), why.value_or(""), time_now()));
    if (options.json()) return print(to_text(json_merge(merge), 2) + "\n");
    return print(fmt::format("{} {} and {}\n", merge.decision, merge.a, merge.b));
  }
  WHENCE_TRY(const Data data, open_data(options.data()));
  Progress progress("comparing");
  WHENCE_TRY(
      const std::vector<Suggestion> found,
      find_incidents(data, workspace, time_now(), [&](std::size_t done, std::size_t total) { progress(done, total); }));
  if (options.json()) {
    const auto merge = [](const Suggestion& one) { return json_merge(one.merge); };
    return print(to_text(Json::object().set("incidents", json_list(found, merge)), 2) + "\n");
  }
  return print(page(found, page_options(options, all)));
}

}  // namespace whence
