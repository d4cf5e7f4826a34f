#include "engine/actor.h"

#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/engine.h"
#include "engine/page_data.h"
#include "format/json_actor.h"
#include "format/page_actor.h"

namespace whence {

Result<int> actor_command(Options& options) {
  std::vector<std::string> words;
  std::optional<std::string> vendor, date;
  bool all = false;
  options.one_or_more("NAME", "a group's name in anybody's catalogue, or its id; several words are one name", words);
  options.value("--vendor", "NAME", "whose use of the name: the company or agency that wrote it", vendor);
  options.value("--date", "DATE", "when it was written; names that came later are left out", date);
  options.flag("--all", "every row, and replies that nobody has verified", all);
  options.example("whence actor APT40");
  options.example("whence actor Andariel --vendor Kaspersky --date 2022");
  options.example("whence actor \"Volt Typhoon\" --json");
  options.note(
      "Every catalogue entry that bears the name is shown for itself; shared names make no actor equal to another.");
  if (const auto status = options.parse()) return *status;
  std::string name;
  for (const std::string& word : words) name += (name.empty() ? "" : " ") + word;
  WHENCE_TRY(const Data data, open_data(options.data()));
  NameUsed use;
  use.vendor = vendor.value_or("");
  if (date) {
    use.on = parse_date(*date);
    if (!use.on) return Error{Code::malformed, "--date " + *date + ": write 2026, 2026-05 or 2026-05-04"};
  }
  WHENCE_TRY(const ActorAnswer answer, actor(data, name, use));
  if (options.json()) return print(to_text(json_actor(answer)) + "\n");
  WHENCE_TRY(const PageTexts texts, page_texts_of(data));
  return print(page_actor(answer, texts, page_options(options, all)));
}

}  // namespace whence
