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
#include "model/traced.h"
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

// The same from a case (may be null) and objects, which are names and never files. Error: neither gives a seed.
Result<Trace> trace_objects(const Data& data, Workspace* workspace, const Case* incident,
                            const std::vector<std::string>& objects, const TraceRequest& request);

// The same around the objects of one case. Error besides: the case has no network object.
Result<Trace> trace_case(const Data& data, const Case& incident, const TraceRequest& request);

// What a trace of a case says of clusters, by the item that holds the object: for WeighOptions::traced. An object that
// is on record as somebody's goes to the case's object to which its strongest links lead; where chances are by
// propagation, the lower end of their bounds counts. Relays name their clients and nobody else.
Result<Traced> traced_of(const Data& data, const Trace& trace, const Case& incident);

// The two halves, for callers that hold a case already. Items of the incident that are indicators are seeds; those with
// an intermediary (`via`) are what the case used, not the operator's.
Result<TraceSettings> trace_settings(const Data& data);
void add_case(const Case& incident, TraceInput& input);

// One form for each object: names as their registered domain, addresses and hashes in normal form, defanged or not.
Result<NameObject> object_names(const Data& data);

}  // namespace whence
