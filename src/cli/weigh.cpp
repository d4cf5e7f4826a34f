#include "base/json.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/engine.h"
#include "engine/page_data.h"
#include "engine/weigh_case.h"
#include "format/json_weigh.h"
#include "format/page_weigh.h"

namespace whence {

Result<int> weigh_command(Options& options) {
  WeighRequest request;
  std::vector<std::string> without;
  bool all = false;
  options.required("FILE", "a case (YAML), a list of technique ids, one a line, or a document; - is standard input",
                   request.file);
  options.values("--without", "ID", "leave this item out, as if it had not been found", without);
  options.value("--scale", "NAME", "scale of words, ICD203 or PHIA", request.options.scale);
  options.value("--parameters", "SET", "set of parameters, see data/priors/parameters.tsv", request.parameters);
  options.flag("--all", "every row, however long the page becomes", all);
  options.size_limit();
  options.example("whence weigh examples/drafting-office.yaml");
  options.example("whence weigh case.yaml --without e8");
  options.note("Prints and keeps nothing. It never says that somebody did it.");
  if (const auto status = options.parse()) return *status;
  for (const std::string& id : without) request.options.without.push_back({id});
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(const Answer answer, weigh_file(data, request, options.limits()));
  if (options.json()) return print(to_text(json_weigh(answer)) + "\n");
  WHENCE_TRY(const PageTexts texts, page_texts_of(data));
  const Screen screen = standard_screen(options.globals().no_color);
  return print(page_weigh(answer, texts, {.all = all, .colour = screen.color, .columns = screen.width}));
}

}  // namespace whence
