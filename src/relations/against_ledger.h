// What the public record says of the same acts. A difference is reported only between a claim and an entry that match
// in speaker and in victim or group, never for the accused state alone; both texts are shown, neither is called right.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/ledger.h"
#include "model/reading.h"

namespace whence {

// Words by which victims and outcomes are compared: rows of data/reading/ledger-words.tsv.
struct LedgerWords {
  std::map<std::string, std::string, std::less<>> victim;   // "lawmakers" → "parliament"
  std::map<std::string, std::string, std::less<>> outcome;  // "compromised" → "succeeded"
  std::vector<std::string> likelihood;                      // "almost certain"
  std::vector<std::string> negation;                        // "no", "not"
  std::vector<std::string> novelty;                         // beside a cue of accusing: "for the first time"
  std::vector<std::string> departure;                       // of a step: "significant departure"
  std::vector<std::string> step;                            // what such a step is called: "move", "statement"
};

// Fills reading.against_ledger and reading.ledger. Entries whose source nobody checked are not used. A claim that a
// state did so for the first time is compared with earlier entries of the same accuser and accused; where none is
// earlier, the note says so within this ledger. Requires: settled matters.
void compare_with_ledger(Reading& reading, const std::vector<LedgerEntry>& ledger, const LedgerWords& words);

}  // namespace whence
