// `whence evaluate reading`: how well this build reads, measured on gold sets that do not ship and on its own examples.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "evaluation/reading/examples.h"
#include "lexicon/data.h"
#include "model/evaluation.h"

namespace whence {

// A set of the user's own in one of the gold formats, by its content: an object of coded claims with the article beside
// it, JSON Lines of coded events, a list of sentences labelled with techniques, or a CSV table of coded incidents;
// perhaps compressed with gzip.
struct NamedSet {
  std::string name, file;
};

struct ReadingSets {
  std::optional<std::string> gold;  // folder; absent: its sets are skipped, and the answer says so
  std::vector<NamedSet> own;
  std::optional<std::string>
      upstream;  // catalogues; absent: techniques are not cross-validated, and the answer says so
};

struct ReadingFigures {
  std::vector<EvaluationRow> rows;
  std::string misses;                // what was not read as coded, to learn from
  std::vector<std::string> notes;    // what the figures leave out
  std::vector<std::string> skipped;  // "seed: ..., name the folder with --gold"
};

// The folder named, else WHENCE_GOLD; empty counts as absent.
std::optional<std::string> gold_folder(const std::optional<std::string>& named);
// WHENCE_UPSTREAM; empty counts as absent.
std::optional<std::string> upstream_folder();

Result<ReadingFigures> evaluate_reading(const Data& data, const ReadingSets& sets);

// Does every example of data/frames/ read as its frame declares?
Result<ExampleCheck> check_frame_examples(const Data& data);

}  // namespace whence
