#include <cstdlib>

#include <fmt/format.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/engine.h"
#include "engine/train_techniques.h"

namespace whence {
namespace {

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

std::string page(const TrainedTechniques& trained, const std::string& folder) {
  std::string text = fmt::format("{} sentences of the catalogue, {} of reports, {} ordinary ones\n", trained.catalogue,
                                 trained.reports, trained.ordinary);
  for (const EvaluationRow& row : trained.score.rows) {
    text += fmt::format("{:<14} {:.3f} [{:.3f}, {:.3f}], n {}\n", row.metric, row.value, row.low, row.high, row.n);
  }
  text += fmt::format(
      "temperature {:.3f}, threshold {:.3f}: named {:.3f} of sentences with a technique, {:.3f} of those "
      "rightly, {:.3f} of ordinary sentences\n",
      trained.calibration.temperature, trained.calibration.threshold, trained.naming.named, trained.naming.right,
      trained.naming.false_alarms);
  return text + fmt::format("{} bytes written to {}/technique-weights.txt\n", trained.weights.size(), folder);
}

}  // namespace

Result<int> kb_train_techniques_command(Options& options) {
  TrainingSources sources;
  std::optional<std::string> upstream, reports, out;
  options.value("--upstream", "DIR", "the catalogues: DIR/attack (default: WHENCE_UPSTREAM)", upstream);
  options.value("--tram", "FILE", "labelled sentences of reports (default: WHENCE_GOLD/tram/sentences-open.json.gz)",
                reports);
  options.value("--out", "DIR", "where technique-weights.txt and technique-former.tsv go (default: data/reading)", out);
  options.example("whence kb train-techniques --upstream catalogues --tram sentences.json");
  options.note("Takes about a minute.");
  if (const auto status = options.parse()) return *status;
  if (!upstream) upstream = environment("WHENCE_UPSTREAM");
  if (!upstream) return Error{Code::not_found, "name the folder of catalogues with --upstream DIR or WHENCE_UPSTREAM"};
  if (const auto gold = environment("WHENCE_GOLD"); gold && !reports) reports = *gold + "/tram/sentences-open.json.gz";
  if (!reports)
    return Error{Code::not_found, "name the labelled sentences with --tram FILE or their folder with WHENCE_GOLD"};
  sources.upstream = *upstream;
  sources.reports = *reports;
  const std::string folder = out.value_or("data/reading");
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(const TrainedTechniques trained, train_techniques(sources, data));
  if (const auto done = write_file(folder + "/technique-weights.txt", trained.weights); !done) return done.error();
  if (const auto done = write_file(folder + "/technique-former.tsv", trained.former); !done) return done.error();
  return print(page(trained, folder));
}

}  // namespace whence
