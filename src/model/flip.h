// What would undo an answer: the smallest sets of things without which another leads. docs/model.md 2.8.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/probability.h"
#include "model/case.h"
#include "model/share.h"

namespace whence {

// A set of items without which another hypothesis leads, or the leader falls below one half.
struct Flip {
  std::size_t size = 0;  // of the smallest; 0: none found
  double cost = 0.0;
  std::vector<std::vector<EvidenceId>> sets;
  std::string then_leads;  // without the first set
  Probability then_share;
};

// One part of what would undo the leader of a level above the cluster: an item, or whatever one origin says of links.
struct FlipPart {
  std::string id;                       // of the item, or of the origin
  std::vector<std::string> statements;  // ids of the origin's statements, sorted; empty: an item
};

// The smallest sets of parts without which another leads that level, or its leader falls below one half.
struct FlipAbove {
  Hypothesis leader;     // its level is the level
  std::size_t size = 0;  // of the smallest; 0: none found
  std::vector<std::vector<FlipPart>> sets;
  Hypothesis then;  // leads without the first set; no actor: nobody we know
  Probability then_share;
};

}  // namespace whence
