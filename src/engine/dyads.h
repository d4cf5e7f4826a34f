// `whence relations`: who accuses whom, how often, how that changed, and what is answered.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "lexicon/data.h"
#include "model/dyads.h"
#include "relations/dyads.h"
#include "store/workspace.h"

namespace whence {

struct DyadRequest {
  std::string a, b;  // states by name or code; both empty: every pair
  bool record = true, claims = true;
  bool unverified = false;       // also accusations and answers whose source nobody checked
  std::optional<Date> from, to;  // the window; else that of data/relations/parameters.tsv
};

// Tables of data/relations/ with names of victims out of the gazetteer.
Result<DyadRules> dyad_rules(const Data& data);

// Without a workspace (null) the public record alone. Errors: what is no state or body; a window that is too short.
Result<DyadView> dyads(const Data& data, Workspace* workspace, const DyadRequest& request);

// What the parties of a view are called, by code.
Result<std::map<std::string, std::string, std::less<>>> names_in(const Data& data, const DyadView& view);

}  // namespace whence
