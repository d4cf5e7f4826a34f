#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/engine.h"

namespace whence {
namespace {

Json to_json(const std::vector<DataProblem>& problems) {
  Json list = Json::array();
  for (const DataProblem& problem : problems) {
    list.push(Json::object().set("where", problem.where).set("what", problem.what));
  }
  return list;
}

Json to_json(const DataCheck& check) {
  return Json::object()
      .set("origin", check.origin)
      .set("tables", check.tables)
      .set("texts", check.texts)
      .set("rows", check.rows)
      .set("rules", check.rules)
      .set("problems", to_json(check.problems))
      .set("examples", check.examples)
      .set("unread", to_json(check.unread));
}

std::string page(const DataCheck& check) {
  std::string text;
  for (const auto* problems : {&check.problems, &check.unread}) {
    for (const DataProblem& problem : *problems) {
      text += fmt::format("{}: {}\n", visible(problem.where), visible(problem.what));
    }
  }
  return text + fmt::format(
                    "{}: {} tables, {} texts, {} rows, {} rules; problems: {}\n"
                    "{} examples of frames; not read as declared: {}\n",
                    check.origin, check.tables, check.texts, check.rows, check.rules, check.problems.size(),
                    check.examples, check.unread.size());
}

}  // namespace

Result<int> data_check_command(Options& options) {
  options.example("whence data check --data data");
  options.note("What each table must be is written in its folder's checks.tsv.");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(const DataCheck check, check_data(options.data()));
  WHENCE_TRY(const int printed, print(options.json() ? to_text(to_json(check)) + "\n" : page(check)));
  // An example that is not read is the reader's fault more often than the table's; the tests hold their number down.
  return check.problems.empty() ? printed : 1;
}

}  // namespace whence
