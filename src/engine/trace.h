// `whence trace`: what is run by the same hands as the objects of a case, by observations in files and the workspace.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/byte_stream.h"
#include "base/limits.h"
#include "base/result.h"
#include "infrastructure/trace.h"
#include "lexicon/data.h"
#include "model/case.h"
#include "model/trace.h"
#include "store/workspace.h"

namespace whence {

struct TraceRequest {
  std::vector<std::string> seeds;         // files that hold cases, and objects: names, addresses, hashes
  std::vector<std::string> observations;  // files; "-" is standard input
  std::optional<Interval> window;         // absent: the case's is not used; all observations count
  std::optional<std::size_t> hops, carriers, nodes;
  std::size_t pivots = 5;
  std::size_t most_observations = 20'000'000;
  StreamLimits stream;
  Limits limits;
};

// From the files, and from what the workspace (may be null) holds around the seeds. Errors: a file that cannot be read,
// no seed, more observations in files than the limit. Bad lines are counted.
Result<Trace> trace_files(const Data& data, Workspace* workspace, const TraceRequest& request);

// The two halves, for callers that hold a case already. Items of the incident that are indicators are seeds; those with
// an intermediary (`via`) are what the case used, not the operator's.
Result<TraceSettings> trace_settings(const Data& data);
void add_case(const Case& incident, TraceInput& input);

// One form for each object: names as their registered domain, addresses and hashes in normal form, defanged or not.
Result<NameObject> object_names(const Data& data);

}  // namespace whence
