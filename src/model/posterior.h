// The answer to "who?": shares at each level with their reasons, ranges and limits. OUTPUT fields in
// docs/formats/weigh.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/probability.h"
#include "model/case.h"

namespace whence {

enum class Level { cluster, operator_, organisation, sponsor };

struct Hypothesis {
  Level level = Level::cluster;
  std::optional<std::string> actor;  // knowledge id; empty: nobody we know
  std::string name;                  // for people; "not in the catalogue" where actor is empty
  bool operator==(const Hypothesis&) const = default;
};

// What one item says for one hypothesis against the background, and what was taken off on the way.
struct Reason {
  EvidenceId evidence;
  std::string family;  // techniques, software, infrastructure, ...
  Weight weight;       // what counts in the end, nats
  Weight before;       // before grade, dependence and cap
  double dependence = 1.0;
  bool capped = false;
  std::string note = {};  // what the weight rests on, for people: "1 group on record"; empty for none
};

// A share is never shown without its range.
struct Share {
  Hypothesis hypothesis;
  Probability probability, low, high;
  std::string words;  // for the range, on the scale of Answer::scale
  bool skill_measured = false;
  bool capped = false;  // the word is held back by a ceiling rule
  std::vector<Reason> reasons;
};

// For one level: shares in falling order, summing to 1 within 1e-9, always including "nobody we know".
struct Posterior {
  Level level = Level::cluster;
  std::vector<Share> shares;
  // The known actors that follow the first `shown` known ones, taken together as one share with its own range and words,
  // for pages that show a few and the rest as one. Absent: a page states bounds from the single ranges, without words.
  std::optional<Share> others = {};
  std::size_t shown = 0;
};

// One of the five columns of DESIGN.md 5. An empty posterior was not assessed: no item bears on that level.
struct Column {
  std::string name;   // "technical items alone"
  std::string basis;  // who asserts what this column adds, for people: "2 catalogues, 1 origin". Without it no figure
                      // above the cluster is shown; where nothing was assessed, it says why
  Posterior cluster, sponsor;
};

// One step above the cluster, and who says so. A page shows it as testimony, without a figure.
struct Assertion {
  Level level = Level::organisation;
  std::string link;                  // "one ministry's regional office"
  std::string by;                    // "3 states in one joint action, 2021"
  std::string answer;                // "rejected by that ministry's government"; empty: no answer in what we hold
  std::vector<std::string> sources;  // ledger ids
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
};

struct PriorRun {
  std::string name;     // catalogue, uniform, visibility
  double omega = 1.0;   // visibility only
  Posterior cluster;
};

// A set of items without which another hypothesis leads, or the leader falls below one half.
struct Flip {
  std::size_t size = 0;  // of the smallest; 0: none found
  double cost = 0.0;
  std::vector<std::vector<EvidenceId>> sets;
  std::string then_leads;  // without the first set
  Probability then_share;
};

struct Deception {
  Probability phi, posterior;
  Posterior framed;
};

struct Collect {
  std::string what;
  double bits = 0.0;
  Level level = Level::cluster;
  std::string effort;
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
  Deception deception;
  std::vector<Collect> next;
  Skill skill;
  std::vector<Assertion> assertions;  // rising level
  std::vector<Doubt> doubts;
  std::vector<std::string> changes;   // since the last draft, one sentence each; empty for a first draft
  std::string model, data, parameters;  // versions that reproduce it
  std::vector<std::string> not_assessed;
};

std::string_view name_of(Level level);
std::string_view name_of(Role role);
std::string_view name_of(EvidenceKind kind);
std::optional<EvidenceKind> evidence_kind_named(std::string_view name);
std::optional<Role> role_named(std::string_view name);

}  // namespace whence
