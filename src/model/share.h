// Hypotheses and their shares: what is judged at one level, how much of the chance each has, and why.
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
  // The known actors that follow the first `shown` known ones, taken together as one share with its own range and
  // words, for pages that show a few and the rest as one. Absent: a page states bounds from the single ranges, without
  // words.
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

}  // namespace whence
