// The test sentences of tests/reading/cases: their format (README.md there), and whether a Reading is what a case
// wants.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "evaluation/reading/wanted.h"
#include "model/reading.h"

namespace whence {

struct WantedRelation {
  std::size_t from = 0, to = 0;  // 1-based, into Case::claims
  RelationKind kind = RelationKind::supports;
};
struct WantedMatter {
  std::size_t claim = 0;  // 1-based
  std::string matter;
};
struct WantedEvaluation {
  std::string word, voice;
};

struct SentenceCase {
  std::string file, name;  // "articles/open/01.txt", "accuse/basic-01"
  std::size_t line = 0;
  std::string text;
  bool headline = false, none = false, only = false;
  std::optional<Date> published;
  std::vector<WantedClaim> claims, not_claims;
  std::vector<WantedRelation> relations;
  std::vector<WantedMatter> matters;
  std::vector<WantedEvaluation> evaluations;
  std::vector<std::string> boilerplate;
};

// Errors are "FILE:LINE: what is wrong and what to write".
Result<std::vector<SentenceCase>> read_cases(std::string_view text, const std::string& file);

struct CaseMiss {
  enum class Kind { claim, forbidden, extra, relation, matter, evaluation, boilerplate };
  Kind kind = Kind::claim;
  std::string text;                 // for people, one or several lines
  std::vector<Difference> nearest;  // of a claim that was not found, to the claim that comes closest
};
std::string_view name_of(CaseMiss::Kind kind);

struct CaseResult {
  std::size_t claims = 0, claims_found = 0;  // wanted claims
  std::size_t checks = 0, checks_held = 0;   // all that the case says, claims included
  std::vector<CaseMiss> misses;
  bool passed() const { return misses.empty(); }
};
CaseResult compare(const SentenceCase& wanted, const Reading& reading);

}  // namespace whence
