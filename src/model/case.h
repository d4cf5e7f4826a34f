// A case: one incident and what is known about it. docs/formats/case.md describes the file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/span.h"
#include "model/oddity.h"
#include "model/particulars.h"

namespace whence {

using EvidenceId = Id<struct EvidenceTag>;

enum class EvidenceKind {
  technique,
  software,
  indicator,
  hours,
  language,
  victimology,
  code_similarity,
  lure,
  persona,
  testimony
};

// The part somebody played that an item bears on.
enum class Role { operated, tasked, supplied, relayed, admitted };

// Admiralty grade: source reliability A-F, credibility 1-6. F and 6 mean "cannot be judged", not "bad".
struct Grade {
  char reliability = 'F';
  char credibility = '6';
  bool operator==(const Grade&) const = default;
};

struct Evidence {
  EvidenceId id;  // "e8", given by the file or by order
  EvidenceKind kind = EvidenceKind::technique;
  std::string value;   // "T1190", "BADFLICK", "203.0.113.7", "ledger#L050"
  std::string name;    // resolved name of the value, for people
  std::string item;    // resolved id in the knowledge pack; empty if it has none
  std::string origin;  // items of one origin are not independent
  Grade grade;
  Role role = Role::operated;
  std::string via;  // the intermediary class, empty for none
  std::optional<Interval> seen;
  std::string note;
  Particulars more;
  bool checked = false;                 // by a person
  std::optional<std::string> document;  // where it was read, with page
  std::string quote;                    // the words it was read from
  std::optional<Span> span;
  std::size_t line = 0;  // of the case file, 1-based; 0 if there is none
  std::string
      passage;  // "background" or "other actors" where the document or a person says so; empty: of this incident
  bool rejected = false;  // by a person
  std::string not_used;   // why it does not enter the judgement; empty if it does
};

// Whether it may be told as a fact of this incident.
inline bool of_this_incident(const Evidence& item) { return item.passage.empty() && !item.rejected; }

// Why an item of another passage does not enter the judgement.
inline std::string not_of_this_incident(const std::string& passage) {
  return "the document tells it of " + (passage == "background" ? "the " + passage : passage) +
         ", not of this incident";
}

struct Victim {
  std::string name;     // "a parliament's drafting office"
  std::string country;  // ISO 3166-1 alpha-2, XA-XZ for invented ones
  std::string sector;
};

// What somebody says about the incident. Shown beside the answer; never behaviour.
struct Statement {
  EvidenceId id;  // "c14"
  std::string speaker, text, date;
  std::string names;         // who is named; states as S1, S2 in an exercise
  bool answer = false;       // an answer to an accusation
  std::string ledger;        // ledger id, empty for an invented one
  std::string answers = {};  // id of the accusation; empty where the case has none
};

// One thing that a person did to the case, as the file itself keeps it: the last list in it, only ever added to.
struct CaseEvent {
  std::string at, by;  // UTC; a person's name
  std::string did;     // accept, reject, amend, background, incident, sign
  std::string item;    // id of the item; empty for sign
  std::string value;   // of an amendment
  std::string why;
  std::string content;  // of a signature: SHA-256 of every byte of the file before its line
  bool holds = false;   // of a signature: those bytes are unchanged, and nothing but signatures follows
};

struct Case {
  std::string name;  // "drafting-office"
  std::string file;  // for messages
  std::string sha256;
  std::string tlp;  // "CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"
  bool exercise = false;
  std::string prepared_by, second_reader;
  int draft = 1;
  Victim victim;
  std::optional<Interval> window;
  std::vector<Evidence> evidence;
  std::vector<Statement> statements;
  std::vector<std::string> known;  // for "what we know": "sentence | how we know", one each
  std::vector<CaseEvent> log;
  std::vector<Oddity> oddities;
};

}  // namespace whence
