// The ledger as it is shown: claims of the workspace and acts of the public record side by side, each with the answers
// to it. Words are as stated or worded by the pages' patterns; a line says that something was said, never that it is
// so.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace whence {

// An answer to a line: of the same type, width and limit as what it answers.
struct LedgerAnswer {
  std::string by, text, date, where;
  bool verified = true;  // of the public record: a source reports it
};

struct LedgerLine {
  bool on_record = false;  // an act of the public record
  bool exchanged = false;  // another system's attribution, as imported; neither: a claim of a document
  std::string id, date;    // date: of the statement; empty if not known
  std::vector<std::string> accuser_states, accused_states, victim_states;
  std::string accusers, accused, groups, organisations, victims, sectors;  // in words, "; " between several
  std::string act;                                                         // of a claim; of the record: the instrument
  std::optional<int> rung;
  std::string hedge, outcome, status;  // status: of the record verified or unverified, of a claim charged, ...
  std::string incident_type, started;  // kind of incident and its beginning, where words tell; for incident databases
  std::string text, quote;             // worded by the page's pattern; the words themselves
  std::string document, document_name, outlet, url, language;
  std::size_t sentence = 0;
  std::string verdict;  // accepted, amended, rejected by whom; empty: nobody has looked
  std::vector<std::string> tags;
  std::string tlp;
  std::string incident;             // lines of one incident have one; empty: stands alone
  std::string joint_action;         // of the record: acts of several signatories decided together have one
  std::string origin;               // claims that go back to one statement have one
  std::size_t tellings = 0;         // of that statement in the documents compared
  std::vector<std::string> record;  // acts of the public record that it is about
  std::vector<LedgerAnswer> answers;
  std::vector<LedgerAnswer> in_answer_to;  // of an answer: what it answers, where its text ties it to that
  std::size_t answers_hidden = 0;          // unverified ones, shown on request only
  bool exercise = false;
  bool denied = false;  // the claim says that somebody did not accuse, did not do it
};

struct LedgerDrift {
  std::string field, before, after, direction, from, to;  // from, to: where the tellings stand
};

struct LedgerIncident {
  std::string id;                    // the first of its members
  std::vector<std::string> members;  // matters ("sha256:.../A") and acts of the record ("L083")
  std::vector<std::string> reasons;  // why they are taken to be one
};

struct LedgerUnread {
  std::string language;
  bool in_part = false;  // by cue words alone; else only names and indicators
  std::size_t documents = 0;
};

struct LedgerView {
  std::string asked;                   // the filters in words; empty: everything
  std::vector<LedgerLine> lines;       // newest first; undated last
  std::size_t claims = 0, record = 0;  // that the filters leave; more lines may be found than are listed
  bool claims_capped = false;          // there are more than `claims`, which are counted no further
  std::size_t exchanged = 0;           // listed; `exchanged_more`: there are more
  bool exchanged_more = false;
  std::size_t listed_claims = 0;
  std::size_t documents = 0;  // of all these claims
  std::size_t origins = 0;    // independent statements among the listed
  std::vector<LedgerDrift> drifts;
  std::vector<LedgerUnread> unread;  // of the whole workspace
  std::size_t unverified = 0;        // acts left out because nobody checked their source
  std::size_t record_size = 0;
  std::vector<LedgerIncident> incidents;
  std::string next;  // where the next page of claims begins, "DAY.ROW"; empty: this is the last
  std::string data;  // hash
  bool exercise = false;
  bool claims_more() const { return claims_capped || listed_claims < claims; }
};

}  // namespace whence
