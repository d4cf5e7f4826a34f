#include "engine/add.h"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/answers_json.h"
#include "format/languages.h"
#include "format/layout.h"

namespace whence {
namespace {

std::string_view word_of(Arrival arrival) {
  switch (arrival) {
    case Arrival::fresh:
      return "new";
    case Arrival::known:
      return "known";
    case Arrival::failed:
      return "not read";
  }
  return "";
}

std::string page(const AddSummary& s, const std::string& file, const WorkspaceCounts& counts) {
  std::string text = fmt::format("{}: {} new, {} known, {} not read\n", file, counted(s.fresh, "document", "documents"),
                                 with_thousands(s.known), with_thousands(s.failed));
  if (s.fresh != 0)
    text += fmt::format("  {} in the new ones, {} of them about acts of the public record\n",
                        counted(s.claims, "claim", "claims"), with_thousands(s.on_record));
  if (s.elsewhere != 0)
    text += fmt::format("  {} of the known came from another place than before; both places are kept\n",
                        with_thousands(s.elsewhere));
  if (s.dated != 0) text += fmt::format("  {} of the known had no date and have one now\n", with_thousands(s.dated));
  for (const auto& [language, number] : s.in_part)
    text += fmt::format("  {} in {}: read by cue words only\n", counted(number, "document", "documents"),
                        language_name(language));
  for (const auto& [language, number] : s.unread)
    text += fmt::format("  {} in {}: not read, the reader does not know the language; names and indicators only\n",
                        counted(number, "document", "documents"), language_name(language));
  text += fmt::format("  in all: {}, {}\n", counted(counts.documents, "document", "documents"),
                      counted(counts.claims, "claim", "claims"));
  return text;
}

}  // namespace

Result<int> add_command(Options& options) {
  AddRequest request;
  StatedOptions stated;
  std::optional<std::string> file;
  std::optional<int> jobs;
  bool list = false;
  options.one_or_more("FILE", "a document, folder, pattern, .jsonl file, RSS or Atom file; - is standard input",
                      request.files);
  workspace_option(options, file);
  stated_options(options, stated);
  options.flag("--jsonl", "each line of FILE is {\"id\", \"title\", \"text\", \"published\", \"source\", \"url\"}",
               request.lines);
  options.value("--jobs", "N", "documents read at the same time (default: one for each processor)", jobs);
  options.flag("--list", "one line for each document, as soon as it is kept", list);
  options.size_limit();
  options.example("whence add --source \"The Paper\" --published 2026-11-02 article.html");
  options.example("whence add reports/ 'news/*.xml' feed.jsonl");
  options.note(
      "Skips what the workspace has, by its bytes, so a run that was cut off is simply run again; what it has without "
      "a "
      "date is dated by --published. A line of --list appears once its document is on the disk. Exit status 1 if any "
      "document could not be read; the others are kept.");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(request.stated, provenance_of(stated));
  const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
  request.jobs = static_cast<std::size_t>(std::clamp(jobs.value_or(static_cast<int>(processors)), 1, 256));
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  WHENCE_TRY(Workspace workspace, Workspace::open(workspace_file(file), Access::write));
  Progress progress("adding");
  std::optional<Error> unprinted;
  const auto told = [&](const Added& added) {
    if (added.arrival == Arrival::failed) complain(added.problem);
    if (!list || unprinted) return;
    const auto printed = print(
        fmt::format("{:8}  {:23}  {:4}  {}\n", word_of(added.arrival), added.key, added.claims, clean(added.name)));
    if (!printed) unprinted = printed.error();
  };
  const auto summary = add_documents(desk, workspace, request, versions_of(data), time_now(), options.limits(), told,
                                     [&](std::size_t done, std::size_t total) { progress(done, total); });
  if (!summary) return summary.error();
  if (unprinted) return *unprinted;
  const WorkspaceCounts counts = workspace.counts();
  const std::string text = options.json() ? to_text(json_added(*summary, workspace.path(), counts), 2) + "\n"
                                          : page(*summary, workspace.path(), counts);
  WHENCE_TRY(const int printed, print(text));
  return summary->failed != 0 ? 1 : printed;
}

}  // namespace whence
