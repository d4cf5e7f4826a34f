// The chance that objects are run by whoever runs the seeds, and the next look-up worth making. docs/trace.md.
#pragma once

#include <string>
#include <vector>

#include "infrastructure/neighbourhood.h"
#include "model/trace.h"
#include "prob/interval.h"

namespace whence {

struct Control {
  std::vector<double> p;  // by node of the neighbourhood
  std::vector<Bounds> range;
  std::string method;
  bool converged = true;
};
// ψ(1,1) = Π LR over the links of a pair that count, ψ(0,0) = (1-κ) + κ ψ(1,1), ψ(0,1) = 1; seeds are 1, others π.
// Exact up to the width of the settings; else by propagation, with bounds that hold.
Control common_control(const Neighbourhood& near, const std::vector<TraceLink>& links, const TraceSettings& settings);

// Personalised PageRank from the seeds over objects and what they carry; an edge weighs ln LR divided by how many carry
// the value. Relays are left out. At most `most`, the best first.
std::vector<TracePivot> next_pivots(const ObjectGraph& graph, const Neighbourhood& near,
                                    const std::vector<TraceLink>& links, std::size_t most);

}  // namespace whence
