// Every cluster's ways up under one belief, and the clusters' shares carried up them. docs/model.md 2.9.
#pragma once

#include <cstddef>
#include <vector>

#include "attribution/families/states.h"
#include "attribution/judgement.h"
#include "attribution/links/ladder.h"

namespace whence {

struct Ways {
  Ladder ladder;
  std::vector<std::vector<Path>> paths;   // by hypothesis; of nobody we know: what is said of the incident itself
  std::vector<std::vector<double>> said;  // as paths: nats by what is said of the incident itself
};

Ways ways_up(const Judgement& judgement, const Belief& belief);

// The knowledge id of a cluster, on which claims are made.
std::string cluster_id(const Judgement& judgement, std::size_t k);

// What items say of states in one run of the cluster level: with its chance of planted evidence, without its origin.
StateWeights weights_in(const Judgement& judgement, const Run& run);

// One level seen from the clusters, all ways weighted with what is said of their state and of the incident:
//     P(y) ∝ Σ_k P(k) Σ_{ways of k to y} P(way|k) exp( w(state) + w(way) )
// so that operators, organisations and states agree. What is no state's has the mean weight of the states not named.
class Ascent {
 public:
  Ascent(const Judgement& judgement, const Ways& ways, const StateWeights& weights, Level level);

  // Ids and names, in order of first mention; no shares.
  const std::vector<Parent>& parents() const { return parents_; }
  // By parent, then nobody we know; sums to 1. `share` by hypothesis of the cluster level, of any sum above 0.
  std::vector<double> shares(const std::vector<double>& share) const;
  // What a hypothesis adds of its share to whom, before division by the sum: a step for each of its ways, in their
  // order; one to nobody we know where it has none.
  struct Step {
    std::size_t parent = 0;  // parents().size(): nobody we know
    double weight = 0.0;
  };
  const std::vector<Step>& steps(std::size_t k) const { return steps_[k]; }

 private:
  std::size_t place_of(const std::string& id, const Ladder& ladder);

  std::vector<Parent> parents_;
  std::vector<std::vector<Step>> steps_;  // by hypothesis
};

}  // namespace whence
