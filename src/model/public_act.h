// What a text tells that parties did to one another in public and that is no claim about a cyber operation: a ban, an
// arrest, a demand, a march. Kept beside the claims, so that a reader can tell them from what the accusations are
// about.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "model/claim.h"

namespace whence {

// The names are those of event coding: disapprove is an accusation or complaint, coerce an arrest, raid or ban.
enum class PublicActKind { disapprove, reject, threaten, coerce, sanction, demand, protest, investigate };

struct PublicAct {
  PublicActKind kind = PublicActKind::disapprove;
  std::size_t sentence = 0;  // 1-based
  Span span;                 // the clause
  Span cue;
  std::vector<Party> source, target;  // who does it, to whom; empty where the clause does not say
  bool negated = false;
  std::string rule;  // "frame:public-coerce/1"
};

std::string_view name_of(PublicActKind kind);
std::optional<PublicActKind> public_act_kind_named(std::string_view name);

}  // namespace whence
