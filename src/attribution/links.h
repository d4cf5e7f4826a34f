// Steps above the cluster: who stands behind whom, as somebody claims. A step is never a fact; claims are dated, have a
// source and an origin, may be denied and replaced. docs/model.md 2.9.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/share.h"

namespace whence {

// "child belongs to parent (or does not), says source."
struct LinkClaim {
  Level level = Level::sponsor;  // of the parent
  std::string child, parent;     // child: a cluster's or an operator's id; parent: an organ's, a state's, ...
  std::string parent_name;       // for people
  bool denies = false;
  std::string source;       // who says it: a later claim of the same source about the same child replaces it
  std::string origin;       // claims of one origin are not independent: the strongest counts
  std::optional<Day> date;  // none: does not age, and replaces nothing
  double nats = 0.0;        // ln of the source class's likelihood ratio times the word's factor; at least 0
  bool official = false;    // of a government; else of an analyst or a catalogue
  std::string id;           // "L049", "misp:..."
  std::string reply;        // what was answered, for people; empty: no answer in what we hold
  std::string joint;        // joint action, for people; empty if alone
};

struct LinkSettings {
  double step_unknown = 0.05;  // the least that a step leaves to others
  double step_other = 0.1;     // prior share of a parent whom nobody names
  double half_life = 10.0;     // years
  Day as_of{};
};

struct Parent {
  std::string id, name;
  double share = 0.0;
  bool operator==(const Parent&) const = default;
};

// What counts of the claims on one child and level: replaced ones are out. In the order given.
std::vector<const LinkClaim*> standing_claims(const std::vector<LinkClaim>& claims, std::string_view child,
                                              Level level);

// P(y|x) = (1-ε) softmax(score), score_y = ln p0_y + Σ over origins of the strongest claim for y - the same against y;
// what is left belongs to nobody named. In the order in which the parents are first named; empty if none is.
std::vector<Parent> parents(const std::vector<const LinkClaim*>& claims, const LinkSettings& settings);

// Σ_k P(k) P(y|k), by parent in order of first mention; what is left is nobody's. `share` and `of_child` by child.
std::vector<Parent> carried_up(const std::vector<double>& share, const std::vector<std::vector<Parent>>& of_child);

// "one of 2 organisations, neither above .40" where the leaders agree on the state but none reaches one half; empty
// where that is not so.
std::string undecided_between(const std::vector<Parent>& organisations);

}  // namespace whence
