#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"

namespace whence {

// One public act on record: who accused whom of what, and what was answered. A row says that a statement was made, not
// that it is true. Columns and their meaning: docs/formats/ledger.md.
struct LedgerEntry {
  std::string id;  // "L083"
  std::optional<Date> date;
  std::string accusers, accused_state, named_groups, named_organisation, victims, instrument;
  int rung = 0;
  std::string joint_action;  // entries with one key are not independent; empty if alone
  std::string denial_date, denial_speaker, denial_form;
  std::string source_publisher, source_url;
  bool verified = false;      // of the accusation
  std::string denial_status;  // verified, unverified, none
  std::string note;
  std::vector<std::string> accuser_states, accused_states;  // ISO codes, "EU", "NATO", "company:NAME"
};

}  // namespace whence
