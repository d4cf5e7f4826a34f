// Which matters are taken to be one incident. A matter is "sha256:.../A"; an act of the public record is "L083".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "store/workspace.h"

namespace whence {

struct Merge {
  std::string a, b;      // a < b
  std::string decision;  // suggested, accepted, undone
  std::string reasons, who, made;
};

using MatterPair = std::pair<std::string, std::string>;
MatterPair matter_pair(std::string_view one, std::string_view other);  // in order

// Requires: begun.
void keep_merge(Workspace& workspace, const Merge& merge);
// What holds of each pair: the newest row.
std::map<MatterPair, Merge> merges_now(Workspace& workspace);

}  // namespace whence
