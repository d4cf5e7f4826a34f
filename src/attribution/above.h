// What stands above the clusters of one judgement: shares with their ranges, and on whose claims they rest.
// docs/model.md 2.9.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "attribution/judgement.h"
#include "attribution/ways.h"

namespace whence {

class Above {
 public:
  // `judgement` must outlive it.
  explicit Above(const Judgement& judgement);

  Ways ways(const Belief& belief) const;
  // The ways with each origin left out that claims a link of a cluster worth telling, or of an operator asserted for
  // one.
  std::vector<Ways> one_origin_out(const Ways& all) const;

  // Shares in falling order with their ranges over every run, and over the ways of `less` with the base run. Empty
  // where nobody asserts anything on the level.
  Posterior posterior(Level level, const Ways& all, const std::vector<Ways>& less) const;

  // All claims on the clusters worth telling and on the operators asserted for them; those that name states.
  LinkClaims claims(const Ways& all) const;
  LinkClaims told(const Ways& all, bool official) const;
  // "as asserted by 2 speakers, 2022": who asserts a parent for them.
  std::string asserted(const Ways& all, const std::string& parent) const;

 private:
  const Judgement& judgement_;
  std::vector<std::size_t> told_;  // clusters whose share makes their links worth telling
};

}  // namespace whence
