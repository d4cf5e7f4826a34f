// What people type in a filter, and what it is called in claims and on record.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "knowledge/knowledge.h"
#include "lexicon/data.h"

namespace whence {

class StateNames {
 public:
  static Result<StateNames> load(const Data& data);
  // "China", "CN", "cn" → "CN"; a code XA to XZ is itself. Empty for what is no state or body here.
  std::string code(std::string_view typed) const;
  std::string name(std::string_view code) const;  // the code itself if it has no name
  const std::map<std::string, std::string, std::less<>>& all() const { return name_of_; }  // by code

 private:
  std::map<std::string, std::string, std::less<>> code_of_, name_of_;
};

// A group as typed, and the catalogue entries that bear that very name. Names are not passed on from entry to entry.
std::vector<std::string> group_values(const Knowledge& knowledge, std::string_view typed);

}  // namespace whence
