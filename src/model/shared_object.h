// What two cases or two objects may share, and how little or much that says. A row of
// data/priors/shared-objects.tsv each. docs/model.md 2.5 (c), docs/trace.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whence {

struct SharedObject {
  std::string id;  // "tor-exit"
  std::vector<std::string> words;
  double f = 0.0;          // chance that an unrelated case or object has it; in [0, 1)
  double s = 0.0;          // chance that two of one operator share it; in (0, 1)
  double floor = 0.0;      // coincidence and error; in (0, 1)
  double half_life = 0.0;  // of s, days; 0: does not fade
  bool relay = false;      // carries traffic for whoever uses it: bears on who provides it
  std::string fake_class;  // a row of fakeability.tsv
};

// By id or by one of its words, letters' case ignored; null if unknown.
const SharedObject* shared_object_named(const std::vector<SharedObject>& objects, std::string_view text);

// How much likelier two of one operator share such an object than two strangers:
//     LR = [ s' + (1-s')(f+floor) ] / (f+floor),   s' = s 2^(-days/half-life),   f + floor at most 1
// At least 1; near 1 for what everybody uses. `f` in [0, 1); `days_apart` at least 0.
double sharing_ratio(const SharedObject& object, double f, double days_apart = 0.0);

}  // namespace whence
