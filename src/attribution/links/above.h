// What stands above the clusters of one judgement: shares with their ranges, and on whose claims they rest.
// docs/model.md 2.9.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "attribution/judgement.h"
#include "attribution/links/ways.h"

namespace whence {

class Above {
 public:
  // `judgement` must outlive it.
  explicit Above(const Judgement& judgement);

  // Under one belief; reckoned once and kept as long as this is.
  const Ways& ways(const Belief& belief);
  // weights_in() of a run; reckoned once for all that differ only in their prior.
  const StateWeights& weights(const Run& run) const;
  // The ways with each origin left out that claims a link of a cluster worth telling, or of an operator asserted for
  // one.
  std::vector<const Ways*> one_origin_out(const Ways& all);

  // Shares in falling order with their ranges over every run, and over the ways of `less` with the base run. Empty
  // where nobody asserts anything on the level.
  Posterior posterior(Level level, const Ways& all, const std::vector<const Ways*>& less) const;

  // All claims on the clusters worth telling and on the operators asserted for them; those that name states.
  LinkClaims claims(const Ways& all) const;
  LinkClaims told(const Ways& all, bool official) const;
  // "as asserted by 2 speakers, 2022": who asserts a parent for them.
  std::string asserted(const Ways& all, const std::string& parent) const;

 private:
  const Judgement& judgement_;
  // What of a run decides what items say of states: the chance of planted evidence, and the origin left out (from 1).
  using View = std::pair<double, std::size_t>;
  static View view_of(const Run& run) { return {run.phi, run.origin_out ? *run.origin_out + 1 : 0}; }

  std::vector<std::size_t> told_;  // clusters whose share makes their links worth telling
  std::map<View, StateWeights> weights_;
  std::map<std::pair<bool, std::set<std::string>>, Ways> ways_;  // by official, origins left out
};

}  // namespace whence
