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
  bool all = false;
  options.one_or_more("NAME", "a group's name in anybody's catalogue, or its id; several words are one name", words);
  options.flag("--all", "every row, and replies that nobody has verified", all);
  options.example("whence actor APT40");
  options.example("whence actor \"Volt Typhoon\" --json");
  options.note(
      "Every catalogue entry that bears the name is shown for itself; shared names make no actor equal to another.");
  if (const auto status = options.parse()) return *status;
  std::string name;
  for (const std::string& word : words) name += (name.empty() ? "" : " ") + word;
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(const ActorAnswer answer, actor(data, name));
  if (options.json()) return print(to_text(json_actor(answer)) + "\n");
  WHENCE_TRY(const PageTexts texts, page_texts_of(data));
  const Screen screen = standard_screen(options.globals().no_color);
  return print(page_actor(answer, texts, {.all = all, .colour = screen.color, .columns = screen.width}));
}

}  // namespace whence
