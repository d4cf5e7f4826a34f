// What an item of evidence states besides its value, as far as its kind needs it. docs/formats/case.md.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/date.h"

namespace whence {

struct Particulars {
  // hours
  std::vector<double> by_hour;     // events by hour of the day, UTC, on working days: 24 of them, or none
  std::size_t days = 0;            // distinct days seen; 0: not told
  std::vector<Day> active, quiet;  // days with and without a trace, in the order given

  std::string medium;  // language: strings, resource, keyboard, text; empty: not told

  std::string likeness;  // code: weak, moderate, strong; empty: not told

  std::vector<std::string> countries, sectors;  // victims and lures: whom it hit, or whom it speaks to

  // indicator
  std::string cluster;               // on record as this cluster's, by name or id
  std::string shared;                // what the case shares with the cluster's object: a row of priors/shared-objects
  std::vector<std::string> clients;  // clusters on record as users of the relay
  std::size_t holders = 0;           // how many besides are known to use the relay or to carry the value; 0: not told
};

}  // namespace whence
