// Incidents for evaluation: what one report says of one group, and what was known before it. docs/evaluation.md.
#pragma once

#include <optional>
#include <vector>

#include "attribution/behaviour/catalogue.h"
#include "model/case.h"

namespace whence {

struct Incident {
  GroupIndex group = 0;
  ReferenceIndex report = 0;
  std::vector<ItemIndex> items;  // that the report says the group itself used; sorted
  Day day{};                     // of the report
  int year = 0;
  Cut cut;
  bool known = false;  // the group was catalogued before the cut
};

inline constexpr std::size_t least_items = 3;
inline constexpr std::size_t least_candidates = 20;  // months with fewer are skipped

// Protocol A: reports dated to day or month; knowledge dated before the first of their month minus 30 days. In order
// of date, then group, then report.
std::vector<Incident> chronological_incidents(const Knowledge& known);
// Protocol B: every report, left out wherever it is cited.
std::vector<Incident> left_out_incidents(const Knowledge& known);

// The incident with its items of one kind only.
Incident only(Incident incident, const Knowledge& known, ItemKind kind);

// The incident as a case: one origin, graded as a published report.
Case case_of(const Incident& incident, const Knowledge& known);

}  // namespace whence
