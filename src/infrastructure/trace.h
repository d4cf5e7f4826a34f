// A trace from observations and seeds: everything of this module in one call.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "infrastructure/object_graph.h"
#include "model/trace.h"

namespace whence {

struct TraceSeed {
  std::string text, kind;  // kind empty: the form says
  Window seen;             // of a relay: when the case used it
};

struct TraceInput {
  std::string name;  // of the case or of the first seed
  std::vector<TraceSeed> seeds;
  std::vector<Observation> observations;
  std::map<std::string, std::size_t> holders;  // by object_key(): observations about it, where they are not all above
  Window window;                               // observations wholly outside are left out; unknown: all count
  std::size_t pivots = 5;
};

// A seed that is a relay's, by a stated class, is not taken for the operator's: the case used it, and that is all.
Trace trace(TraceInput input, const TraceSettings& settings, const NameObject& name);

}  // namespace whence
