#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "engine/match.h"
#include "reading/indicators/indicator_lexicon.h"

namespace whence {

// Reads lists of indicators into keys: the words of data/sightings/, values as they were before somebody defanged them,
// only names under endings that exist where nothing says that a value is a name.
class IndicatorLists {
 public:
  static Result<IndicatorLists> open(const Data& data);

  using Take = std::function<Result<bool>(const IndicatorKey& key, std::uint32_t line)>;  // true: it was new
  // Errors: the list is not there, has not the column asked for, or what `take` says.
  Result<ListSummary> read(const std::string& path, const MatchRequest& request, const Take& take) const;
  // The key of one value; nothing if it is none.
  std::optional<IndicatorKey> key_of(std::string_view value, std::optional<IndicatorKind> kind) const;

 private:
  IndicatorLexicon lexicon_;
  ListWords words_;
};

}  // namespace whence
