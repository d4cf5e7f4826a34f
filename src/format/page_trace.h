// What a trace found: for a terminal, for other programs, as a drawing.
#pragma once

#include <string>

#include "format/layout.h"
#include "model/trace.h"

namespace whence {

std::string trace_page(const Trace& trace, const PageOptions& options);
// docs/formats/trace.md.
std::string trace_json(const Trace& trace);
// Graphviz: what counts as lines, what does not as dashes, relays as boxes.
std::string trace_dot(const Trace& trace);

}  // namespace whence
