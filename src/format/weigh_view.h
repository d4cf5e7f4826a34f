// What the pages of an answer have in common, before any layout: the one answer in words, the few rows worth showing,
// who stands behind each. Strings are clean, not yet escaped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "format/page_texts.h"
#include "model/posterior.h"

namespace whence {

// One hypothesis of the cluster level as a page shows it. Figures are chances, 0-1.
struct ShareRow {
  std::string name;
  std::string id;  // in the catalogue; empty for nobody we know and for several
  double p = 0.0, low = 0.0, high = 0.0;
  std::string words;     // for the range; empty where none are given
  bool unknown = false;  // nobody we know
  bool others = false;   // several actors taken together
};

// One line of reasons: an item, or several alike that each say little.
struct ReasonRow {
  std::string ids;    // "e8", "e1-e6"
  std::string text;   // "BADFLICK, 1 group on record"
  std::string grade;  // "A2"; empty where the items differ
  double nats = 0.0;  // for the leader against the background
};

struct WeighView {
  std::vector<ShareRow> shares;  // the leader first, at most four; always with the unknown
  ShareRow leader;               // the closest match in the catalogue: never the unknown
  ShareRow unknown;
  std::vector<ReasonRow> speaks_for;  // for the leader, falling
  std::vector<ReasonRow> neutral;     // for nobody in particular
  std::vector<std::string> not_used;  // "e10 ...: why"
  std::size_t items = 0, checked = 0;
  std::size_t here = 0, origins = 0;   // of this incident: items that nobody rejected, and their origins
  std::vector<std::string> unchecked;  // ids
  bool draft = true;
  Bindings holds;
};

WeighView view_of(const Answer& answer);

// What leaves the program. In an exercise no real state, body or firm is named: above the cluster states are S1, S2,
// ..., bodies O1, O2, ... and firms P1, P2, ... in the order in which they appear, the same in every list.
Answer as_shown(Answer answer);
// Worth a row: it would change the answer at all.
bool worth_showing(const Collect& step);
// A level as pages call it: "state" for the sponsor's.
std::string_view rung_name(Level level);

// A case is a draft until a named person has prepared it, a second has read it, and every item is checked.
bool is_draft(const Case& incident);
// The share of `level`, or nothing if that level was not assessed.
const Posterior* posterior_of(const Answer& answer, Level level);
const Share* unknown_of(const Posterior& posterior);
// The share of the headline's closest match: by id, else the first that is not the unknown. Null if there is none.
const Share* leader_of(const Answer& answer);
std::string hundredths(double p);  // ".84", "1.00"
std::string percent(double p);     // "84"
// "e1-e6 e9" from ids in order.
std::string id_list(const std::vector<std::string>& ids);
std::string victim_line(const Case& incident);  // "a parliament's drafting office, XA"

}  // namespace whence
