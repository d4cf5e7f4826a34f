// Under which conditions a speaker made an accusation of the ledger: docs/model.md 3.2.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/links/testimony.h"
#include "base/result.h"
#include "lexicon/data.h"
#include "model/ledger.h"
#include "model/priors.h"

namespace whence {

// The ledger with the tables that tell of its speakers; immutable. One rule for all of them.
class SpeakerRecord {
 public:
  // Errors name the table and the row.
  static Result<SpeakerRecord> open(const Data& data, const Priors& priors, const Settings& settings);

  // Of `speaker`, one of the row's accusers, against the state `accused`; empty: no state.
  Standing standing(const LedgerEntry& entry, const std::string& speaker, const std::string& accused) const;

  // Null if unknown.
  const LedgerEntry* entry(std::string_view id) const;

 private:
  struct Conflict {
    std::string a, b;
    Day from{};
    std::optional<Day> to;
  };
  struct Tally {
    std::size_t taken_back = 0, not_taken_back = 0;
  };

  bool has_own(const LedgerEntry& entry, const std::string& speaker) const;
  Knows knows(const LedgerEntry& entry, const std::string& speaker) const;
  bool allied(const std::string& a, const std::string& b) const;
  Shows shows(const LedgerEntry& entry) const;
  bool at_war(const std::string& a, const std::string& b, Day day) const;
  bool answers(const LedgerEntry& entry, const std::string& speaker) const;
  Result<void> read_reversals(const Data& data);
  Result<void> read_conditions(const Data& data);

  std::map<std::string, LedgerEntry, std::less<>> ledger_;
  std::map<std::string, std::vector<std::string>, std::less<>> own_;  // by row
  std::map<std::string, Tally, std::less<>> tallies_;                 // by speaker
  std::map<std::string, Shows, std::less<>> instruments_;
  std::vector<Conflict> conflicts_;
  std::vector<Alliance> alliances_;
  double counter_days_ = 0.0;
};

}  // namespace whence
