// Which cluster a name means: a distribution for a vendor and a day, never a set of synonyms. docs/formats/actor.md has
// the rule, data/names/relation-weights.tsv its numbers.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "knowledge/knowledge.h"
#include "lexicon/data.h"
#include "model/actor.h"

namespace whence {

// Whose use of a name, and when. Empty: anybody's, at any time.
struct NameUsed {
  std::string vendor;
  std::optional<Date> on;
};

// How much of what is said of one cluster holds for another that stands to it in a relation.
struct RelationWeights {
  std::map<std::string, double, std::less<>> of;  // equal, contains, part-of, overlaps, similar, formerly
  double floor = 0;                               // a link through another cluster that is weaker is none
};
Result<RelationWeights> relation_weights(const Data& data);

// Fills answer.meaning from its entries. An entry that bears the name has the weight of "equal", one that bore it that
// of "formerly", one that bears it with another last word that of "contains"; several of one catalogue share the weight
// of "equal". Where the vendor is on record for the name with some of them, the others are left out; so are those whose
// every report for the name is later than the day. An entry that does not bear the name but stands in a relation to one
// that does, in the other catalogue, gets the product, if it reaches the floor: one step, never two.
void add_meaning(const Knowledge& knowledge, const RelationWeights& weights, const NameUsed& use, ActorAnswer& answer);

}  // namespace whence
