// The closer looks at an answer: items against hypotheses, one item or hypothesis explained, the parameters. Each
// carries the exercise mark, the leader's range, the share of "not in the catalogue" and the data version.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "format/layout.h"
#include "model/parameters.h"
#include "model/posterior.h"

namespace whence {

// Items by row, the likeliest hypotheses by column, nats against "not in the catalogue"; then prior, joint and the sum,
// which is the logarithm of the odds.
std::string matrix_page(const Answer& answer, const PageOptions& options);

// `what`: an item's id, or a hypothesis of any level by name or id. `without` is the answer without the item, where it
// is one. not_found names what there is.
Result<std::string> explain_page(const Answer& answer, const Answer* without, std::string_view what,
                                 const PageOptions& options);

// How far the closest match's share moves when one parameter is halved or doubled, other things as in the answer.
struct Sensitivity {
  Parameter parameter;
  double halved = 0.0, doubled = 0.0;  // change of the share
  bool movable = true;                 // false where half or double makes no sense
};
std::string parameters_page(const Answer& answer, const std::vector<Sensitivity>& rows, const PageOptions& options);

}  // namespace whence
