// The families of articles of tests/relations/families: their format (README.md there), and what is found of the
// labels.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/reading.h"
#include "model/repetition.h"

namespace whence::test {

struct FamilyDocument {
  std::string letter, date, outlet, text;
};

using Place = std::pair<std::size_t, std::size_t>;  // document, sentence
using Pair = std::pair<Place, Place>;

struct Family {
  std::string name;
  std::vector<FamilyDocument> documents;
  std::map<std::string, std::vector<std::set<Place>>> origins;  // by saying
  std::map<std::string, std::set<Pair>> drifts;                 // by field
  std::set<std::pair<std::size_t, std::size_t>> copies;         // document, of
  std::vector<std::pair<Place, std::size_t>> independent;
};

// Errors are "FILE:LINE: what is wrong".
Result<Family> read_family(std::string_view text, const std::string& file);

struct Counts {
  std::size_t wanted = 0, found = 0, right = 0;
  void operator+=(const Counts& other);
};

struct FamilyResult {
  std::map<std::string, Counts> counts;  // origins, drift, copies, independent
  std::string misses;                    // for people
};
FamilyResult compare(const Family& family, const std::vector<Reading>& readings, const Repetition& repetition);

}  // namespace whence::test
