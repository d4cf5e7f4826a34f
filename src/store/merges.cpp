#include "store/merges.h"

namespace whence {

MatterPair matter_pair(std::string_view one, std::string_view other) {
  return one < other ? MatterPair(one, other) : MatterPair(other, one);
}

void keep_merge(Workspace& workspace, const Merge& merge) {
  const MatterPair pair = matter_pair(merge.a, merge.b);
  workspace.database().run(
      "INSERT INTO merges (a, b, decision, reasons, who, made) VALUES (?, ?, ?, ?, ?, ?)",
      {sql(pair.first), sql(pair.second), sql(merge.decision), sql(merge.reasons), sql(merge.who), sql(merge.made)});
}

std::map<MatterPair, Merge> merges_now(Workspace& workspace) {
  std::map<MatterPair, Merge> now;
  Rows rows = workspace.database().rows("SELECT a, b, decision, reasons, who, made FROM merges ORDER BY id");
  while (rows.next()) {
    Merge merge{rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)};
    now[{merge.a, merge.b}] = merge;
  }
  return now;
}

}  // namespace whence
