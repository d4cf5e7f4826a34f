// The answer to "who?": shares at each level with their reasons, ranges and limits. OUTPUT fields in
// docs/formats/weigh.md.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/probability.h"
#include "model/bearing.h"
#include "model/case.h"
#include "model/flip.h"
#include "model/share.h"

namespace whence {

// One step above the cluster, and who says so. A page shows it as testimony, without a figure.
struct Assertion {
  Level level = Level::organisation;      // of what is linked to
  std::string link;                       // "one ministry's regional office"
  std::string by;                         // "3 states in one joint action, 2021"
  std::string answer;                     // "an answer is on record"; empty: no answer in what we hold
  std::vector<std::string> sources;       // ledger ids
  std::string id = {};                    // of what is linked to; empty where it has none
  std::string state = {};                 // code of the state whose body it is; empty for firms and its own account
  std::string child = {};                 // name of the operator that is linked; empty: the group itself
  std::string unit = {};                  // the part of the organisation that is named; empty for none
  std::string tie = {};                   // "as a front company"; empty: how is not told
  std::string speakers = {};              // "AU CA GB US"
  std::string answered = {};              // by whom and how the newest of them was answered
  bool of_incident = false;               // said of the incident itself, not of the group
  std::vector<std::string> weighed = {};  // what each statement counts, and under which conditions it was made
};

// What is told of a state's part, were that state behind it: by rising part, then what is not told.
struct StatePart {
  std::string state, name;   // as in the sponsor level
  std::vector<Share> modes;  // hypothesis.actor: none, tolerated, supported, contracted, executed; absent: not told
  std::string basis;         // who tells it: "1 of 5 statements"; empty: nobody
};

// A part in the operation besides its operator's, and the items that bear on it. It names nobody.
struct RoleNote {
  Role role = Role::supplied;
  std::vector<EvidenceId> items;
  std::string text;  // "China Chopper (9 groups on record): who made it is not on record"
};

// A way in which the answer may be wrong that is not a flip set.
struct Doubt {
  std::string text;    // "report 1 and report 2 share a sample: counted as one origin"
  std::string option;  // what shows more: "--explain e8"; may be empty
};

struct Confidence {
  std::string word;  // low, moderate, high
  std::vector<std::string> reasons;
};

struct Headline {
  bool established = false;
  std::optional<std::string> id;  // the closest match, named or not
  std::string name;
  std::vector<std::string> why_not;
  bool only_range = false;  // nothing but the lower end of its range keeps it from being named
};

struct PriorRun {
  std::string name;    // catalogue, uniform, visibility
  double omega = 1.0;  // visibility only
  Posterior cluster;
};

struct Deception {
  Probability phi, posterior;
  Posterior framed;
};

struct Collect {
  std::string what;
  double bits = 0.0;             // the most that it is expected to take off, at `level`
  Level level = Level::cluster;  // the first such
  std::string effort;
  std::array<double, 4> by_level{};  // bits, by Level; 0 where the level is not assessed
};

// How often answers of this strength were right, on later public reports.
struct Skill {
  std::string protocol;
  std::size_t n = 0;
  double top1 = 0, top10 = 0, log_loss = 0, ece = 0;
  double band_low = 0, band_high = 0;  // the band of stated shares that the leader falls into
  std::size_t band_n = 0, band_right = 0;
  std::size_t novel_n = 0, novel_wrong = 0;  // wrong names at .70 or more
};

struct Answer {
  Case incident;
  Headline headline;
  std::string scale;  // ICD203 or PHIA
  std::vector<Posterior> levels;
  std::vector<Column> columns;
  Confidence confidence;
  std::vector<PriorRun> priors;
  double prior_spread = 0.0;
  Flip flip;
  std::vector<FlipAbove> flips_above;  // levels that are assessed, rising
  Deception deception;
  std::vector<Collect> next;
  Skill skill;
  std::vector<Assertion> assertions;  // rising level
  std::vector<StatePart> parts;       // falling share of the state
  std::vector<RoleNote> roles;        // tool makers, relays, access
  std::vector<Bearing> bearings;      // of the items that are not behaviour, in the order of the case
  std::vector<Doubt> doubts;
  std::vector<std::string> changes;     // since the last draft, one sentence each; empty for a first draft
  std::string model, data, parameters;  // versions that reproduce it
  std::vector<std::string> not_assessed;
};

std::string_view name_of(Level level);
std::string_view name_of(Role role);
std::string_view name_of(EvidenceKind kind);
std::optional<EvidenceKind> evidence_kind_named(std::string_view name);
std::optional<Role> role_named(std::string_view name);

}  // namespace whence
