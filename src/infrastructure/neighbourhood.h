// What lies within a few steps of the seeds: the objects that somebody may run, and what each of them carries.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "infrastructure/object_graph.h"

namespace whence {

// A node carries a value: by itself, or because something that it carries does ("through").
struct Carried {
  std::size_t node = 0;  // place in Neighbourhood::nodes
  std::size_t relation = 0, observation = 0;
  std::size_t through = no_object;
  Window window;
};

struct Touch {
  std::size_t a = 0, b = 0;  // places of nodes; a names b, or b is a seed that a carries
  std::size_t relation = 0, observation = 0;
  Window window;
};

struct NearNode {
  std::size_t object = 0, hop = 0;
};

struct Neighbourhood {
  std::vector<NearNode> nodes;                          // seeds first, then by step
  std::map<std::size_t, std::vector<Carried>> carried;  // by value; nodes in their order
  std::vector<Touch> touches;
  std::size_t not_followed = 0;  // values with more carriers than the limit
  bool full = false;
};

// Requires: seeds are objects of the graph, each once.
Neighbourhood neighbourhood(const ObjectGraph& graph, const std::vector<std::size_t>& seeds);

}  // namespace whence
