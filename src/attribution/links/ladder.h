// The ladder above a cluster: operator, organisation, state and that state's part, as asserted. Every rung is
// somebody's claim; nothing here is measured. docs/model.md 2.9.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/links/links.h"
#include "model/responsibility.h"

namespace whence {

// Which claims count: those of governments or not, and some origins left out.
struct Belief {
  bool official = true;
  std::vector<std::string> without_origins = {};
};

// One way up from a cluster. An empty id: nobody is named there. `body` may be own_account; `state` is then empty.
struct Path {
  std::string firm, body, state;
  double share = 0.0;
  ModeShares says{};  // of the state's part; what is left of 1 is not told
};

class Ladder {
 public:
  // `claims` and `table` must outlive the ladder.
  Ladder(const std::vector<LinkClaim>& claims, const LinkSettings& settings, const Responsibility& table,
         const Belief& belief);

  // P(c, o, s | k) for every way that somebody asserts. What the shares leave of 1 belongs to nobody named.
  //
  //     P(c|k)     = (1-ε) voted(claims on k of operators)
  //     P(s|c,k)   = (1-ε) voted(claims on k or c that name a state or a body of it)
  //     P(o|s,c,k) = voted(those of them that name a body of s): a body belongs to its state, which is nobody's claim
  //
  // The state's part on a way is the mean of what the ties tell that lead to its last rung, those of the operator
  // first.
  std::vector<Path> paths(std::string_view cluster) const;

  // The believed claims on one child.
  LinkClaims claims_on(std::string_view child) const;
  // A parent as people call it; the id where nobody names it.
  std::string name_of(std::string_view id) const;

 private:
  struct Branch;
  void add_branch(const Branch& branch, std::vector<Path>& result) const;
  ModeShares told(const LinkClaims& of_operator, const LinkClaims& of_cluster, const Path& path) const;
  std::vector<Vote> votes_on_states(const LinkClaims& claims) const;

  const LinkSettings& settings_;
  const Responsibility& table_;
  std::map<std::string_view, LinkClaims> by_child_;
  std::map<std::string_view, std::string_view> names_;
};

// By cluster, for carried_up(): the parents that its ways end at on one level. Own account is a parent like others.
std::vector<Parent> parents_on(const std::vector<Path>& paths, Level level, const Ladder& ladder);

}  // namespace whence
