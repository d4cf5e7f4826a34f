// `whence incident`: which matters of the documents are one incident. Always a suggestion with reasons, which a person
// keeps or undoes; two matters of one document are never one.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"
#include "lexicon/data.h"
#include "model/reading.h"
#include "model/repetition.h"
#include "store/merges.h"
#include "store/workspace.h"

namespace whence {

struct Suggestion {
  Merge merge;
  std::string a_summary, b_summary;  // of the matters
  std::string a_name, b_name;        // of the documents
};

// What relations/repetition.h finds to be shared among documents that name a victim in common (at most the 200 latest
// of each), and matters that are about an act of the public record. New ones are kept as suggested; what a person
// decided stands. Sorted by pair. Requires: open for writing.
Result<std::vector<Suggestion>> find_incidents(const Data& data, Workspace& workspace, Time now,
                                               const ProgressCall& progress);

// Keeps or undoes one. Errors: no such matter; nobody named.
Result<Merge> decide_incident(Workspace& workspace, const std::string& a, const std::string& b,
                              const std::string& decision, const std::string& who, const std::string& why, Time now);

// Why two matters may be one: what victim, group, accused and time they share. Empty where they share no victim.
std::vector<std::string> shared_features(const Reading& a, const std::string& letter_a, const Reading& b,
                                         const std::string& letter_b);

// Pairs among the documents' matters, as found, without those undone.
std::vector<Merge> merges_among(const std::vector<Reading>& readings, const Repetition& repetition,
                                const std::map<MatterPair, Merge>& decided);

std::string matter_key(const Reading& reading, const std::string& letter);

}  // namespace whence
