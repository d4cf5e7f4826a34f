// One coded item of gold/seed and its agreement with a claim.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "evaluation/reading/wanted.h"
#include "model/claim.h"

namespace whence {

struct GoldItem {
  std::string id, act;
  std::size_t sentence = 0;  // 1-based
  Span within;               // the sentence
  Span span;
  std::string cue;
  std::vector<std::string> source, actor;               // codes, "narrator", "unspecified", "GB lawmakers (some)"
  std::vector<std::string> accused, counter_accused;    // codes
  std::string group, sponsor, sponsor_country, victim;  // empty: null
  std::optional<std::string> victim_country;            // absent: not coded, so not compared; "" : none
  std::vector<std::pair<std::string, std::string>> relations;  // kind, id
  bool core = false;
  bool evaluation() const { return act == "narrator-evaluation"; }
};

// Errors name the item and what it lacks.
Result<std::vector<GoldItem>> gold_items(const Json& gold);

// "accuse", "attribute", "deny", ... as scoring_class() names them; "comment" for the narrator's own remarks.
std::string_view scoring_class(const GoldItem& item);
// Intersection over union of two spans, both cut to `within`; 0 where both are empty.
double overlap(Span a, Span b, Span within);

// Every field in which the claim is not the item; empty: it is found.
std::vector<Difference> differences(const GoldItem& item, const Claim& claim);

}  // namespace whence
