// What the sentences before leave in mind: who spoke, who was named and in which words, so that "the ministry", "the
// group" and "they" can be led back to somebody.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/claim.h"

namespace whence {

// Somebody that the text has introduced, with the words of the phrase in which it did.
struct Introduced {
  std::vector<std::string> words;  // lower case, without determiners
  Party party;
};

// Who issues the text as a statement of its own: "we" in it. Empty for an article.
struct Issuer {
  std::vector<Party> who;
  bool voice = false;  // what the text says in nobody else's mouth, the issuer says: a body of a state
};

struct Discourse {
  Issuer issuer;
  std::vector<Party> speakers;         // of the last claim that had a named source
  std::optional<Party> state;          // the last state that was subject or speaker
  std::vector<Party> victim;           // of the last event
  std::optional<When> when;            // of the last event
  std::vector<Party> group;            // the last group named as doer
  std::vector<Party> accused;          // of the last accusation, charge or sanction
  std::vector<Introduced> introduced;  // oldest first, bounded
};

// Adds somebody, or brings somebody known to the front.
void introduce(Discourse& discourse, std::vector<std::string> words, Party party);

// The last one introduced whose words hold all of `words`, or null: "the weather service" for "the Danish weather
// service". Requires: `words` not empty.
const Party* recalled(const Discourse& discourse, const std::vector<std::string_view>& words);

// The last one introduced of a kind, or null.
const Party* latest(const Discourse& discourse, PartyKind kind);

}  // namespace whence
