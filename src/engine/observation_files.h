// Files of observations: read for one trace, or kept in the workspace.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/byte_stream.h"
#include "base/limits.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/peeked_file.h"
#include "format/observation_forms.h"
#include "format/observations.h"
#include "lexicon/data.h"
#include "model/oddity.h"
#include "store/workspace.h"

namespace whence {

// data/infrastructure/observation-forms.tsv, -statements.tsv and -columns.tsv.
Result<ObservationForms> observation_forms(const Data& data);

// What was odd about some lines of a file, counted: where it was first.
struct LineOddity {
  std::string what;
  std::uint64_t first_line = 0, lines = 0;
};

struct ObservationFile {
  std::string name, packing;
  ObservationShape shape;
  std::vector<LineOddity> oddities;    // the most frequent first; of rare ones beyond fifty the sum
  std::optional<std::string> problem;  // it could not be read to its end
};

// The oddities as answers list them.
std::vector<Oddity> oddities_of(const ObservationFile& file);

// Every observation of the file, plain or packed, to `take` with the place before its line, which ends the reading by
// an Error; lines up to `from` are passed over. Errors: no form is told by its columns; its lines are not those `from`
// stands for (conflict, nothing was taken); those of `take`.
Result<ObservationFile> read_observation_file(
    const ObservationForms& forms, PeekedFile& input, const LinePlace& from, const Limits& limits,
    const std::function<Result<void>(Observation&& seen, const LinePlace& before)>& take, const ProgressCall& progress);

struct ObservationImport {
  ObservationFile file;
  std::uint64_t kept = 0, known = 0;  // known: held already, or twice in the file
  std::uint64_t passed_over = 0;      // lines that an earlier run has read
};

// Keeps a file's observations in the workspace, in groups with the line they reach. The same file with the same wishes
// is gone on with behind the last group, if its lines up to there are the same; standard input always from its start.
// One whose relation is unknown is odd. `progress`: bytes of the file, as it lies there, and its size (0: not known).
Result<ObservationImport> import_observations(const Data& data, Workspace& workspace, PeekedFile input,
                                              const ObservationWishes& wishes, const StreamLimits& stream,
                                              const Limits& limits, const ProgressCall& progress);

}  // namespace whence
