// What the pages of a reading show, before any layout: who alleges what, who answers, what the outlet adds. The
// terminal page and the report are two layouts of this one view, so they cannot disagree. Strings are clean, not yet
// escaped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "format/page_texts.h"
#include "model/reading.h"

namespace whence {

// One claim as a row. Accusations and answers have the same fields and the same quotation limit.
struct Saying {
  std::size_t claim = 0;  // index into Reading::claims
  std::string letter;     // of the matter; "*" where it covers several or none
  std::string text;       // one sentence, worded by the act's pattern
  std::string notes;      // what the sentence must not be taken to mean, from the list "note"
  std::string firmly;     // how firmly it is said, as written where a word was
  std::string where;      // "s5", "s1 s2": the sentences that say it
  std::string covers;     // letters of the matters that an answer speaks to: "A, B, C"
  std::string speaker;
};

struct MatterView {
  std::string letter;                     // "A" .. or "*" for what is said in general
  std::string summary;                    // may be empty
  std::vector<Saying> alleged, answered;  // answered: also those that cover several matters
  std::string whose_finding;              // "UK"; empty if the text does not say
  std::size_t origins = 0;                // independent ones behind the accusations
  std::string disputed_by;                // who offers detail against it; empty for nobody
};

struct Remark {
  std::string kind;  // "leans to the denial", "leans to the accusers", "judges", "caveat", "remark"
  std::string text;  // quoted
  std::string where;
};

struct LedgerRow {
  std::string letter, kind, here, there, id, status;
};

// Who says what of whom, in one sentence that stands for itself: only accusers whose accusation is the same one, with
// the same certainty and the same answers, share it. Nobody is paired with what somebody else said.
struct AccusationView {
  std::string words;        // "US and UK blamed Russia"
  std::string hedge;        // as written, quoted; empty where it is said flatly
  std::string deniers;      // who rejected this accusation
  bool unanswered = false;  // the accused answers nothing in the text
};

struct ReadingView {
  std::vector<MatterView> matters;                  // lettered ones in order, then "*"
  std::vector<Saying> alleged, answered, followed;  // each claim once
  std::vector<Remark> voice;                        // the outlet's own
  std::vector<LedgerRow> ledger;
  std::vector<AccusationView> accusations;  // in text order
  std::size_t accusers = 0;                 // who speaks them; several who sign together count each
  bool accuses = false;                     // something is alleged, though it may not be said by whom or of whom
  std::string accused, deniers;             // "US, UK and NZ"
  std::size_t second_hand = 0;              // claims that the document reports and does not make
  std::string source, published;            // as stated, or empty
  Bindings holds;                           // the rules that hold, for the sentence lists
};

ReadingView view_of(const Reading& reading, const PageTexts& texts);

// How pages call a party; empty where nothing names it.
std::string party_name(const Party& party, const PageTexts& texts);
std::string party_names(const std::vector<Party>& parties, const PageTexts& texts);  // "US, UK and NZ"
// "US, UK and NZ"; each once, in order.
std::string listed(const std::vector<std::string>& parts);
std::string capitalised(std::string words);     // "Members of the assembly"
std::string status_prefix(const Claim& claim);  // "WITHDRAWN: " before a charge or listing that fell; else empty
bool is_narrator(const Claim& claim);

// The accusations that name who accuses and who is accused.
std::vector<AccusationView> accusations_of(const Reading& reading, const PageTexts& texts);

// Implemented beside the view: which rules hold (reading_rules.cpp).
Bindings rules_of(const Reading& reading, const ReadingView& view);

}  // namespace whence
