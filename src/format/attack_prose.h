// The prose of MITRE ATT&CK as labelled sentences, for training only: what is said of how somebody used a technique,
// what describes a technique, and what describes groups, software and mitigations. Nothing of it ships but what weights
// keep.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "model/labelled.h"

namespace whence {

// A technique that was folded into another: "T1574.002" into "T1574.001".
struct FormerTechnique {
  std::string id, successor;
  bool operator==(const FormerTechnique&) const = default;
};

struct AttackProse {
  std::vector<LabelledSentence> procedures;    // of "uses" relations to techniques; several sentences in one
  std::vector<LabelledSentence> names;         // of techniques
  std::vector<LabelledSentence> descriptions;  // of techniques, sentence by sentence
  std::vector<LabelledSentence> profiles;      // of groups, campaigns, software; bear no technique
  std::vector<LabelledSentence> advice;        // mitigations; bear no technique
  std::vector<FormerTechnique> former;         // sorted by id; successors are active
};

// Revoked and deprecated objects and relations are left out; citations, links and markup are taken off.
// `name` is for messages. Plain JSON, not gzip.
Result<AttackProse> read_attack_prose(std::string_view json, std::string_view name, const Limits& limits);

// Labelled sentences of reports, as TRAM publishes them: a list of {"text", "label", "doc_title"}.
Result<std::vector<LabelledSentence>> read_labelled_reports(std::string_view json, std::string_view name,
                                                            const Limits& limits);

// "[Name](https://…) did `x`.(Citation: Y)" as "Name did x."
std::string without_markup(std::string_view text);

}  // namespace whence
