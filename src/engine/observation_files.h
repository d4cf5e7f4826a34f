// Files of observations: read for one trace, or kept in the workspace.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/byte_stream.h"
#include "base/limits.h"
#include "base/result.h"
#include "engine/engine.h"
#include "format/observations.h"
#include "lexicon/data.h"
#include "model/oddity.h"
#include "store/workspace.h"

namespace whence {

// data/infrastructure/observation-columns.tsv.
Result<ObservationColumns> observation_columns(const Data& data);

struct ObservationFile {
  std::string name;
  std::uint64_t lines = 0, unusable = 0;
  std::vector<Oddity> oddities;  // the first few; also where the file could not be read to its end
};

// Every observation of the file ("-": standard input), plain or packed, to `take`, which ends the reading by an Error.
// Errors: not there, no columns for subject, relation and object, and those of `take`.
Result<ObservationFile> read_observation_file(const ObservationColumns& columns, const std::string& path,
                                              const StreamLimits& stream, const Limits& limits,
                                              const std::function<Result<void>(Observation&& seen)>& take);

struct ObservationImport {
  ObservationFile file;
  std::uint64_t kept = 0, known = 0;  // known: held already, or twice in the file
};

// Keeps a file's observations in the workspace, in groups: what an interruption leaves out, the same command adds. One
// whose relation is unknown is unusable.
Result<ObservationImport> import_observations(const Data& data, Workspace& workspace, const std::string& path,
                                              const StreamLimits& stream, const Limits& limits,
                                              const ProgressCall& progress);

}  // namespace whence
