#include "engine/evaluate.h"

#include <algorithm>

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

Result<void> write_weights(const AttributionEvaluation& measured, const std::string& folder) {
  std::string text =
      "# The learned behaviour score: which features each part uses, and their weights. Written by\n"
      "# `whence evaluate attribution --write-weights`; the weights not by hand.\n"
      "#fields\tmodel:text\tfeature:text\tmean:real\tscale:real\tweight:real\tsource:text\n";
  std::vector<std::string> lines;
  for (const FeatureWeight& row : measured.weights) {
    lines.push_back(fmt::format("{}\t{}\t{:.6g}\t{:.6g}\t{:.6g}\tfitted on reports to 2025\n", row.model, row.feature,
                                row.mean, row.scale, row.weight));
  }
  std::sort(lines.begin(), lines.end());
  for (const std::string& line : lines) text += line;
  return write_file(folder + "/priors/behaviour-weights.tsv", text);
}

}  // namespace whence
