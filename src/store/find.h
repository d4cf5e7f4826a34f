// Claims of the newest readings by what they say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/claim.h"
#include "store/workspace.h"

namespace whence {

// Where a page of claims ended: the day and the row of its last. Claims that are kept meanwhile shift nothing.
struct ClaimCursor {
  std::int64_t day = 0, row = 0;
};

struct ClaimQuery {
  // Kind and values: any of a kind, all kinds. The kind "withheld" takes no value: what says that somebody did not
  // accuse, and what declines to name anybody.
  std::vector<std::pair<std::string, std::vector<std::string>>> facets;
  std::vector<Act> acts;  // any of them; empty: every act
  // Days since 1970, both included; a claim without a day lies in no interval but that from no_day to no_day.
  std::optional<std::int64_t> from, to;
  std::string words;                    // all of them; empty: not asked
  std::vector<std::int64_t> documents;  // of these only; empty: of all
  std::vector<std::string> tags;        // any of them, on the claim or its document; one taken off again still counts
  bool rejected = false;                // also those that the analyst rejected
  bool undone = true;                   // also those that say it was not so: "has never accused"
  std::size_t most = 100;
  std::optional<ClaimCursor> after;  // only what comes behind it
};

struct FoundClaim {
  std::int64_t row = 0, document = 0, reading = 0, day = 0;
  std::size_t ordinal = 0;
  Claim claim;        // as read
  std::string quote;  // the words that make it
  std::string key, name, language;
  std::optional<std::string> source, published, url;
  bool exercise = false;
};

struct ClaimsFound {
  std::vector<FoundClaim> claims;  // newest statement first; by words: latest kept first
  std::size_t total = 0;           // counted up to `counted_to`
  std::size_t documents = 0;       // of these
  bool more = false;               // there are more than that
};
inline constexpr std::size_t counted_to = 5'000;

Result<ClaimsFound> find_claims(Workspace& workspace, const ClaimQuery& query);

// The documents of the latest `most` claims, latest first, each once. Requires: query.words is empty.
Result<std::vector<std::int64_t>> documents_of_claims(Workspace& workspace, const ClaimQuery& query);

// Documents in which every word occurs, best first (bm25), with the place where they do.
struct FoundDocument {
  DocumentRow row;
  std::string excerpt;  // words around, "[" and "]" about what was found
};
Result<std::vector<FoundDocument>> find_documents(Workspace& workspace, std::string_view words, std::size_t most,
                                                  std::size_t skip = 0);

// All claims of one reading in order, by its row number.
Result<std::vector<Claim>> claims_of(Workspace& workspace, std::int64_t reading);

// "Electoral Commission" as FTS5 takes it: every word must occur, none means anything to it.
std::string match_all(std::string_view words);

}  // namespace whence
