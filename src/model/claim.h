// The claim: one source says one thing in one place. Never edited; a correction is another claim.
// docs/formats/reading.md defines every field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/span.h"

namespace whence {

using ClaimId = Id<struct ClaimTag>;  // hash of document, act, span and parties

enum class Act {
  accuse,
  attribute,
  link_sponsor,
  charge,
  sanction,
  advise,
  disclose_victimhood,
  assess_outcome,
  deny,
  reject,
  dismiss,
  counter_accuse,
  assert_victimhood,
  decline_to_name,
  no_comment,
  call_for,
  offer_evidence,
  offer_alternative,
  threaten,
  expel,
  revise,
  describe,
  comment
};

enum class PartyKind { state, organ, person, company, group, outlet, institution, unnamed };

// Somebody or something as the text names it. `state` is set only where the words themselves mean a state or an organ
// that speaks for one; a nationality ("Chinese hackers") is a person without state and says so in `name`.
struct Party {
  std::string text;          // as written; empty for a party that the sentence leaves out
  std::optional<Span> span;  // where; absent for a party taken over from another sentence with no words here
  PartyKind kind = PartyKind::unnamed;
  std::optional<std::string> state;   // ISO 3166-1 alpha-2
  std::optional<std::string> name;    // normal form
  std::optional<std::string> id;      // in the knowledge pack, "G0128"
  std::optional<std::string> sector;  // for victims
  std::optional<std::string> role;    // for intermediaries: contractor, front, proxy, relay, hijacked device, hosting
  bool operator==(const Party&) const = default;
};

// How firmly the source says it, not how far we believe it.
enum class Hedge { flat, likely, alleged, reported, possible };
enum class Outcome { unknown, attempted, succeeded, thwarted, no_effect };
enum class Status { none, charged, convicted, acquitted, withdrawn, listed, delisted };
enum class RelationKind { denial_of, repeats, supports, elaborates, qualifies, responds_to, counter_claim_to };

struct HedgeMark {
  Hedge kind = Hedge::flat;
  std::string word;  // as written, "highly likely"
  std::optional<Span> span;
};

// A word that judges a claim, and whose voice it is in ("narrator" or a source's normal name).
struct Evaluation {
  std::string word;
  Span span;
  std::string by;
  std::string leans;  // the side it favours: "accusers" ("revealed"), "denial" ("groundless"); empty: neither
};

struct Quote {
  std::string text;
  Span span;
};

struct Purpose {
  std::string text;
  Span span;
  std::vector<Party> beneficiary;
};

struct When {
  std::string text;
  Span span;
  Interval interval;  // empty ends where the document has no date to count from
};

struct ClaimRelation {
  RelationKind kind = RelationKind::supports;
  std::size_t claim = 0;  // index into Reading::claims
};

struct Claim {
  ClaimId id;
  Act act = Act::comment;
  std::size_t sentence = 0;   // 1-based
  Span span;                  // the words that make the claim
  Span cue;                   // the word that gives it away
  std::vector<Party> source;  // who says it; one party of kind outlet named "narrator" for the text's own voice
  std::vector<Party> via;     // reporters in between, outermost first
  std::vector<Party> actor;   // who did a sanction or charge that the source merely mentions
  std::vector<Party> accused, group, sponsor, victim, through, target;
  std::optional<Purpose> purpose;
  std::optional<std::string> count;  // "seven", as written
  std::vector<Quote> grounds;
  std::string matter;  // "A", "B", ..., "general", "background", "other"
  Status status = Status::none;
  std::optional<When> when;  // of what it is about; when it was said, where nothing else is told
  std::optional<When> said;  // when the statement, charge or sanction itself was made, where the text tells that
  Outcome outcome = Outcome::unknown;
  bool denied = false;
  HedgeMark hedge;
  std::optional<std::string> strength;  // adverb of manner as written: "vehemently"
  std::vector<Evaluation> evaluation;
  std::optional<int> rung;  // accusations only, 0-5
  std::vector<ClaimRelation> relations;
  std::string origin, rule;  // rule: "frame:accuse/3"
  std::string content;       // the clause the cue governs, as written; for people, never parsed again
};

// Names in data, JSON and on pages.
std::string_view name_of(Act act);
std::string_view name_of(PartyKind kind);
std::string_view name_of(Hedge hedge);
std::string_view name_of(Outcome outcome);
std::string_view name_of(Status status);
std::string_view name_of(RelationKind kind);
std::optional<Act> act_named(std::string_view name);
std::optional<PartyKind> party_kind_named(std::string_view name);
std::optional<Hedge> hedge_named(std::string_view name);
std::optional<Outcome> outcome_named(std::string_view name);
std::optional<Status> status_named(std::string_view name);
std::optional<RelationKind> relation_kind_named(std::string_view name);

// deny, reject, dismiss: an answer that says no. accuse, attribute, link-sponsor, charge: an allegation against
// somebody.
bool is_denial(Act act);
bool is_accusation(Act act);

}  // namespace whence
