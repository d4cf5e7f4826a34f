// What an example says that a reader must find, in the language of data/frames and tests/reading/cases:
//
//     act=accuse | source=EE"foreign ministry" | accused=BY | victim="its parliament's mail" | denied=no
//
// A value is a comma list, in any order, that must match the field as a set. A state is its code, also for organs,
// offices and embassies that speak for it; words in quotation marks match as a substring either way, letters' case
// ignored; `narrator`, `unnamed`, `person:CN` (a nationality that is not the state) and `-` (nothing there) stand for
// themselves. A key that is absent is not checked. Acts of one scoring class count as equal (scoring_class).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/claim.h"

namespace whence {

struct WantedValue {
  std::string code;   // "EE", "narrator", "yes", "2025-01-01", "-": what stands outside quotation marks
  std::string words;  // what stands inside, without them
};

struct WantedKey {
  std::string key;
  std::vector<WantedValue> values;  // never empty
};

struct WantedClaim {
  std::string written;  // as the file has it, for messages
  std::vector<WantedKey> keys;
};

// Errors name the key or the place; the caller adds file and line.
Result<WantedClaim> wanted_claim(std::string_view written);

// One key that a claim does not satisfy.
struct Difference {
  std::string key, wanted, got;
};
// `text` is always the text of the claim's document.
// Every key that differs; empty: the claim is what was wanted.
std::vector<Difference> differences(const WantedClaim& wanted, const Claim& claim, std::string_view text);
// For what must not be: does the claim hold every value named? A list field holds a value if one of its parts does.
bool holds(const WantedClaim& forbidden, const Claim& claim, std::string_view text);

// The words under which acts are scored as one: "deny" for deny, reject and dismiss; "accuse" for accuse, attribute and
// describe, unless a group is named: then "attribute"; the act's own name for the others.
std::string_view scoring_class(Act act, bool group_named);

// Text as it is compared: lower case, plain apostrophes and quotation marks, single spaces.
std::string folded(std::string_view text);
// Is one a substring of the other? False if either is empty.
bool same_words(std::string_view a, std::string_view b);
// A nationality party's state: "CN" of "nationality: CN"; empty for others.
std::string_view nationality(const Party& party);
bool is_narrator(const Party& party);
// Nobody in particular: no state, id, name or kind that tells anything.
bool is_nobody(const Party& party);

// The claim in the same language, for messages.
std::string to_wanted(const Claim& claim, std::string_view text);
std::string to_wanted(const std::vector<Party>& parties);

}  // namespace whence
