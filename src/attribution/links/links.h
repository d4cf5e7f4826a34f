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
  std::string child, parent;  // child: a cluster's or an operator's id, or this_incident; parent: a firm's, an organ's,
                              // a state's, of an incident also a cluster's
  std::string parent_name;    // for people
  bool denies = false;
  std::string source;           // who says it: a later claim of the same source about the same child replaces it
  std::string origin;           // claims of one origin are not independent: the strongest counts
  std::optional<Day> date;      // none: does not age, and replaces nothing
  double nats = 0.0;            // ln of the source class's likelihood ratio times the word's factor; at least 0
  bool official = false;        // of a government; else of an analyst or a catalogue
  std::string id;               // "L049", "misp:..."
  std::string reply;            // what was answered, for people; empty: no answer in what we hold
  std::string joint;            // joint action, for people; empty if alone
  std::string replied_by = {};  // who answered, for people
  std::string state = {};       // whose body an organisation is, or the state that is the parent; empty otherwise
  std::string state_name = {};  // for people
  std::string unit = {};        // the part of the organisation that is named, for people; empty for none
  std::string tie = {};         // how the child is tied to the parent: id of a Tie; empty where that is not told
  bool withdraws = false;       // takes back what the source said before; asserts nothing
  bool own = false;             // the source has findings of its own
  double state_nats = 0.0;      // what it says for its state alone, as `nats`; 0 where it names none
  std::string standing = {};    // under which conditions it spoke, for people; empty for catalogues
};

// The organisation of a child that works on its own account: no state's.
inline constexpr std::string_view own_account = "self";

struct LinkSettings {
  double step_unknown = 0.05;  // the least that a step leaves to others
  double step_other = 0.1;     // prior share of a parent whom nobody names
  double half_life = 10.0;     // years
  double corroborated = 0.0;   // share of a further claim's nats that counts within an origin, if its source has
                               // findings of its own
  double origin_cap = 0.0;     // nats of one origin; 0: none
  Day as_of{};
};

struct Parent {
  std::string id, name;
  double share = 0.0;
  bool operator==(const Parent&) const = default;
};

using LinkClaims = std::vector<const LinkClaim*>;

// What counts of the claims on one child and level: replaced ones are out. In the order given.
LinkClaims standing_claims(const std::vector<LinkClaim>& claims, std::string_view child, Level level);

// The same for claims on one child that name a state, by name or by one of its bodies: what each source said last, at
// whichever level. A source that now names another state, or takes back what it said, no longer stands for the first.
LinkClaims standing_on_states(const LinkClaims& of_child);
// What each source said last of bodies, as far as it still names their state.
LinkClaims standing_on_bodies(const LinkClaims& of_child);
LinkClaims standing_on_operators(const LinkClaims& of_child);
// What each source said last on one level alone.
LinkClaims standing_on(const LinkClaims& of_child, Level level);

// What a claim is worth today, nats.
double aged(const LinkClaim& claim, const LinkSettings& settings);

// One claim reduced to what counts: for or against whom, of which origin, how strongly.
struct Vote {
  std::string id, name;
  bool denies = false;
  std::string origin, source;
  double nats = 0.0;
  bool own = false;
};
Vote vote_of(const LinkClaim& claim, std::string id, const LinkSettings& settings);

// What the votes of one origin say together: ln LR = max + ι Σ of the other sources with findings of their own, at most
// the cap. docs/model.md 3.3.
double of_origin(const std::vector<Vote>& votes, const LinkSettings& settings);

// softmax(score)_y, score_y = ln p0_y + Σ over origins of of_origin(votes for y) - the same against y. The sum is
// below 1: what is left is of somebody whom nobody names. In the order in which candidates are first named; empty if
// none is.
std::vector<Parent> voted(const std::vector<Vote>& votes, const LinkSettings& settings);

// P(y|x) = (1-ε) voted(y); what is left belongs to nobody named.
std::vector<Parent> parents(const LinkClaims& claims, const LinkSettings& settings);

// Σ_k P(k) P(y|k), by parent in order of first mention; what is left is nobody's. `share` and `of_child` by child.
std::vector<Parent> carried_up(const std::vector<double>& share, const std::vector<std::vector<Parent>>& of_child);

// "one of 2 organisations, none above ~.40" where at least two are serious and none reaches one half; empty where that
// is not so.
std::string undecided_between(const std::vector<Parent>& organisations);

}  // namespace whence
