// From what objects carry to likelihood ratios of common control, each fact once. docs/trace.md.
#pragma once

#include <vector>

#include "infrastructure/neighbourhood.h"
#include "model/trace.h"

namespace whence {

// What one value says wherever it is shared.
struct ValueSays {
  const SharedObject* sharing = nullptr;
  double share = 0.0;  // f, before anything that depends on time
  bool stated = false;
};
// By the class stated for the object, else the relation's; by the share stated, else the class's or the relation's
// least; for relays by the clients on record if those are more.
ValueSays value_says(const ObjectGraph& graph, std::size_t object, const Relation& relation);
// The same of a text that statements are about; null: none are.
ValueSays value_says(const ObjectGraph& graph, const Said* said, const Relation& relation);

// A value that many have is not as many facts as there are pairs of them: each carrier is tied to one carrier that is
// nearer to the seeds (or earlier among equals), the one closest in time. Of facts of one nest between two objects, or
// that follow from a stronger one, the largest ratio counts; the others say so in not_counted.
std::vector<TraceLink> links(const ObjectGraph& graph, const Neighbourhood& near);

}  // namespace whence
