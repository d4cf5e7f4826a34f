// Code that is like a catalogued tool's, as an analyst graded it. docs/model.md 2.5 (g).
#pragma once

#include <optional>
#include <string_view>

#include "attribution/behaviour/catalogue.h"
#include "attribution/settings.h"
#include "model/bearing.h"

namespace whence {

// Nats of "weak", "moderate", "strong"; absent for any other word.
std::optional<double> likeness_named(std::string_view word, const StatedSettings& settings);

// ln[ 1 + (1 - leak) (exp(nats) - 1) / holders ]: what code that speaks for a tool's maker with `nats` says of one of
// the clusters on record with the tool. Falls as more are, and is 0 for a tool that anybody has.
double likeness_weight(double nats, double leak, std::size_t holders);

// Bears on who made the tool, and reaches only clusters that are on record as using what it resembles.
Bearing code_bearing(const Evidence& evidence, double nats, double leak, ItemIndex software, const Knowledge& known,
                     const Catalogue& counts);

}  // namespace whence
