#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/answers_json.h"
#include "format/layout.h"
#include "store/find.h"

namespace whence {

Result<int> search_command(Options& options) {
  std::vector<std::string> words;
  std::optional<std::string> file;
  std::optional<int> most;
  options.one_or_more("WORD", "every one of them occurs in the document", words);
  options.value("--most", "N", "documents listed (default 20)", most);
  workspace_option(options, file);
  options.example("whence search electoral commission");
  options.note("Searches the documents; whence ledger --words searches the claims.");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(Workspace workspace, Workspace::open(workspace_file(file), Access::read));
  WHENCE_TRY(
      const std::vector<FoundDocument> found,
      find_documents(workspace, join(words, " "), static_cast<std::size_t>(std::clamp(most.value_or(20), 1, 10000))));
  if (options.json()) {
    return print(to_text(json_found(found), 2) + "\n");
  }
  const Screen screen = standard_screen(options.globals().no_color);
  std::string text;
  for (const FoundDocument& one : found) {
    text += fmt::format("{}  {}  {}{}\n", one.row.key, one.row.published.value_or("undated"), clean(one.row.name),
                        one.row.exercise ? "  EXERCISE" : "");
    for (const std::string& line : hanging("    ", clean(one.excerpt), screen.width)) text += line + "\n";
  }
  return print(found.empty() ? "no document holds all of these words\n" : text);
}

}  // namespace whence
