#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/engine.h"

namespace whence {
namespace {

Json to_json(const DataCheck& check) {
  Json problems = Json::array();
  for (const DataProblem& problem : check.problems) {
    problems.push(Json::object().set("where", problem.where).set("what", problem.what));
  }
  return Json::object()
      .set("origin", check.origin)
      .set("tables", check.tables)
      .set("texts", check.texts)
      .set("rows", check.rows)
      .set("rules", check.rules)
      .set("examples", check.examples)
      .set("problems", std::move(problems));
}

std::string page(const DataCheck& check) {
  std::string text;
  for (const DataProblem& problem : check.problems) {
    text += fmt::format("{}: {}\n", visible(problem.where), visible(problem.what));
  }
  return text + fmt::format("{}: {} tables, {} texts, {} rows, {} rules, {} examples; problems: {}\n", check.origin,
                            check.tables, check.texts, check.rows, check.rules, check.examples, check.problems.size());
}

}  // namespace

Result<int> data_check_command(Options& options) {
  options.example("whence data check --data data");
  options.note("What each table must be is written in its folder's checks.tsv.");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(const DataCheck check, check_data(options.data()));
  WHENCE_TRY(const int printed, print(options.json() ? to_text(to_json(check)) + "\n" : page(check)));
  return check.problems.empty() ? printed : 1;
}

}  // namespace whence
