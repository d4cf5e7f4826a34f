// What kind of incident words speak of, and since when: what the columns of incident databases ask for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "lexicon/data.h"

namespace whence {

class IncidentTypes {
 public:
  static Result<IncidentTypes> load(const Data& data);  // data/relations/incident-types.tsv
  // "Data theft; Disruption"; empty where no word tells.
  std::string of(std::string_view words) const;

 private:
  std::vector<std::pair<std::string, std::string>> types_;  // phrase in lower case, kind
};

// The first year in brackets of a row of the record: "Electoral Commission systems (2021-2022)". Empty: none.
std::string year_in_brackets(std::string_view victims);

}  // namespace whence
