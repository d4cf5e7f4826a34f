// The sentences of the pages that an analyst may want to change: rows of data/pages/*.tsv. A pattern is text with
// slots:
// "{source} denied: {said}". "[a|b|c]" stands for the first alternative whose slots are all filled, or for nothing.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "model/claim.h"

namespace whence {

using Slots = std::map<std::string, std::string, std::less<>>;

// One sentence of a list on a page, shown where its rule holds. docs/formats/pages.md lists the rules and their slots.
struct PageLine {
  std::string page;  // reading, weigh
  std::string list;  // in-short, safe, unsupported, not-assessed, answer, reminder, note
  std::string rule;  // "always" or the name of a condition that the page computes
  std::string text;  // a pattern
};

// How a claim's row is worded, and how where the text says that the act was not done.
struct ActTexts {
  std::string done, undone;
};

struct PageTexts {
  std::map<Act, ActTexts> acts;                                 // one for every act
  std::vector<PageLine> lines;                                  // in the order of the table
  std::map<std::string, std::string, std::less<>> short_names;  // state code to the name that pages use
};

// From data/pages/acts.tsv (act, text, not), lines.tsv (page, list, rule, text) and names.tsv (code, name). Fails on an
// act that is unknown or missing, on a rule that no page computes, and on a pattern whose brackets do not match.
Result<PageTexts> page_texts(const Table& acts, const Table& lines, const Table& names);

// The pattern with its slots filled; a slot that is not given is empty. Spaces left doubled are squeezed.
std::string filled(std::string_view pattern, const Slots& slots);

// Which rules hold, and for each the bindings to fill a sentence with: one sentence a binding.
using Bindings = std::map<std::string, std::vector<Slots>, std::less<>>;
std::vector<std::string> sentences(const PageTexts& texts, std::string_view page, std::string_view list,
                                   const Bindings& holds);

// The pattern for a claim's row, by its act and whether the text says that it was done.
std::string_view act_pattern(const PageTexts& texts, const Claim& claim);

}  // namespace whence
