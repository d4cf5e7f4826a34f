#include "engine/evaluate_reading.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/engine.h"
#include "format/evaluation.h"

namespace whence {
namespace {

Result<std::vector<NamedSet>> named_sets(const std::vector<std::string>& written) {
  std::vector<NamedSet> sets;
  for (const std::string& one : written) {
    const std::size_t equals = one.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == one.size()) {
      return Error{Code::malformed, "--set " + one + ": write NAME=FILE"};
    }
    sets.push_back({one.substr(0, equals), one.substr(equals + 1)});
  }
  return sets;
}

}  // namespace

Result<int> evaluate_reading_command(Options& options) {
  std::optional<std::string> gold, misses;
  std::vector<std::string> own;
  options.value("--gold", "DIR", "folder of the gold sets; else WHENCE_GOLD", gold);
  options.values("--set", "NAME=FILE", "a set of your own in one of the gold formats", own);
  options.value("--misses", "FILE", "write what was not read as coded", misses);
  bool quick = false;
  options.flag("--quick", "leave out the set that takes minutes: techniques, trained anew five times", quick);
  options.example("whence evaluate reading --gold gold");
  options.note("The gold sets do not ship with the program; without them only its own examples are measured.");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(std::vector<NamedSet> sets, named_sets(own));
  WHENCE_TRY(const Data data, open_data(options.data()));
  const ReadingSets wanted{gold_folder(gold), std::move(sets), quick ? std::nullopt : upstream_folder()};
  WHENCE_TRY(const ReadingFigures figures, evaluate_reading(data, wanted));
  for (const std::string& set : figures.skipped) complain("skipped " + set);
  if (misses) {
    if (const auto written = write_file(*misses, figures.misses); !written) return written.error();
  }
  if (options.json()) return print(to_text(to_json(figures.rows)) + "\n");
  return print(reading_page(figures.rows, figures.notes));
}

}  // namespace whence
