#include "base/file.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/evaluate.h"
#include "format/evaluation.h"
#include "format/evaluation_detail.h"

namespace whence {

Result<int> evaluate_attribution_command(Options& options) {
  bool summary = false;
  std::optional<std::string> skill, weights, svg;
  options.flag("--summary", "one line only", summary);
  options.value("--write-skill", "DIR", "also write DIR/priors/skill.tsv, which answers print as measured skill",
                skill);
  options.value("--write-weights", "DIR", "also write DIR/priors/behaviour-weights.tsv, fitted on all years", weights);
  options.value("--svg", "FILE", "also write the reliability diagram", svg);
  options.example("whence evaluate attribution");
  options.example("whence evaluate attribution --json > figures.json");
  options.note("Replays the past from the knowledge that ships with the program: what was public before each report.");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(const Data data, open_data(options.data()));
  Progress progress("weighing past incidents");
  WHENCE_TRY(const AttributionEvaluation measured,
             evaluate_attribution(data, [&](std::size_t done, std::size_t total) { progress(done, total); }));
  if (skill) {
    if (const auto written = write_skill(measured, *skill); !written) return written.error();
  }
  if (weights) {
    if (const auto written = write_weights(measured, *weights); !written) return written.error();
  }
  if (svg) {
    if (const auto written = write_file(*svg, reliability_svg(measured.rows)); !written) return written.error();
  }
  if (summary) return print(accuracy_line(measured.rows) + "\n");
  return print(options.json() ? to_text(to_json(measured.rows)) + "\n" : attribution_page(measured.rows));
}

}  // namespace whence
