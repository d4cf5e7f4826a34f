// Facts about all states alike, for evidence that bears on a state: clocks, days off, languages. Tables of
// data/priors/.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"

namespace whence {

// One offset that people of a state work by. The shares of a state sum to 1.
struct ClockShare {
  int offset = 0;  // minutes ahead of UTC
  double share = 0.0;
};

struct StateFacts {
  std::string state;                 // ISO 3166-1 alpha-2
  std::vector<ClockShare> clock;     // rising offset
  std::vector<unsigned> weekend;     // 1 Monday - 7 Sunday
  std::vector<unsigned> fixed;       // month * 100 + day, sorted
  std::vector<Day> movable;          // sorted
  std::vector<std::string> tongues;  // codes of languages, sorted
};

struct Language {
  std::string code;  // "pt"
  std::vector<std::string> names;
  bool common = false;      // found everywhere, whoever writes
  double background = 0.0;  // chance of an artefact in it, whoever made it
};

struct SectorWord {
  std::string word, sector;
};

}  // namespace whence
