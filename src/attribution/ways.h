// Every cluster's ways up under one belief, and the clusters' shares carried up them. docs/model.md 2.9.
#pragma once

#include <vector>

#include "attribution/judgement.h"
#include "attribution/ladder.h"

namespace whence {

struct Ways {
  Ladder ladder;
  std::vector<std::vector<Path>> paths;  // by cluster

  // By cluster, for carried_up().
  std::vector<std::vector<Parent>> parents(Level level) const;
};

Ways ways_up(const Judgement& judgement, const Belief& belief);

// The knowledge id of a cluster, on which claims are made.
std::string cluster_id(const Judgement& judgement, std::size_t k);

// One run's shares carried up every way, each way weighted with what items say of its state:
//     P(way) ∝ Σ_k P(k) P(way|k) exp w(state)
// so that operators, organisations and states agree. What is no state's is weighted as tilt() does.
std::vector<Parent> carried_up(const Judgement& judgement, const Run& run, const Ways& ways, Level level);

}  // namespace whence
