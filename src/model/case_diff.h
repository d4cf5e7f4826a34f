// What moved between two states of a case, why, and what did not move although something was added.
#pragma once

#include <string>
#include <vector>

namespace whence {

struct CaseChange {
  std::string id, sign;  // sign: + new, - gone, ~ changed
  std::string what;      // the item in words; of a changed one what changed
  std::string effect;    // "moves nothing: a statement is shown, not weighed"; empty: see the shares
};

struct ShareChange {
  std::string name;
  double before = 0, before_low = 0, before_high = 0, after = 0, after_low = 0, after_high = 0;
  std::vector<std::string> reasons;  // "e8 BADFLICK: +3.4 nats, before none"
};

struct CaseDiff {
  std::string before, after;  // the two states, as they were named
  std::vector<CaseChange> changes;
  std::vector<ShareChange> shares;  // that moved by half a hundredth or more, share or range; the leaders first
  double unknown_before = 0, unknown_after = 0;
  std::string headline_before, headline_after;
  std::string data;  // that both were weighed with
  bool exercise = false;
};

}  // namespace whence
