#include "engine/evaluate.h"

#include <fmt/format.h>

#include "base/file.h"
#include "knowledge/knowledge.h"
#include "lexicon/parameters.h"

namespace whence {

Result<AttributionEvaluation> evaluate_attribution(const Data& data, const ProgressCall& progress) {
  WHENCE_TRY(const Knowledge known, Knowledge::load(data));
  WHENCE_TRY(const Priors priors, load_priors(data));
  return evaluate_attribution(known, priors, progress);
}

Result<void> write_skill(const AttributionEvaluation& measured, const std::string& folder) {
  std::string text =
      "# How good the shipped model was on later public reports. Written by `whence evaluate attribution "
      "--write-skill`; "
      "not by hand.\n"
      "#fields\tprotocol:text\tmetric:text\tlow:real\thigh:real\tn:integer\tright:integer\tvalue:real\n";
  for (const SkillRow& row : measured.skill) {
    text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{:.4f}\n", row.protocol, row.metric, row.low, row.high, row.n,
                        row.right, row.value);
  }
  return write_file(folder + "/priors/skill.tsv", text);
}

}  // namespace whence
