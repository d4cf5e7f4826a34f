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

struct ReadingView {
  std::vector<MatterView> matters;                  // lettered ones in order, then "*"
  std::vector<Saying> alleged, answered, followed;  // each claim once
  std::vector<Remark> voice;                        // the outlet's own
  std::vector<LedgerRow> ledger;
  std::string accusers, accused, deniers;  // "US, UK and NZ"
  std::size_t second_hand = 0;             // claims that the document reports and does not make
  std::string source, published;           // as stated, or empty
  Bindings holds;                          // the rules that hold, for the sentence lists
};

ReadingView view_of(const Reading& reading, const PageTexts& texts);

// How pages call a party; empty where nothing names it.
std::string party_name(const Party& party, const PageTexts& texts);
std::string party_names(const std::vector<Party>& parties, const PageTexts& texts);  // "US, UK and NZ"
// "US, UK and NZ"; each once, in order.
std::string listed(const std::vector<std::string>& parts);
bool is_narrator(const Claim& claim);

// Implemented beside the view: which rules hold (reading_rules.cpp).
Bindings rules_of(const Reading& reading, const ReadingView& view);

}  // namespace whence
