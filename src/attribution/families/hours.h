// Working hours and days off: evidence of how an operator's day and year run. docs/model.md 2.5 (e). One rule for every
// state; no item says more than its ceiling, and several states share every clock.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "attribution/settings.h"
#include "model/bearing.h"
#include "model/state_facts.h"

namespace whence {

// "UTC+8", "UTC-03:30", "UTC": minutes ahead of UTC, at most 14 hours either way.
std::optional<int> offset_named(std::string_view text);

// Chance of activity in each hour UTC, of people who work office hours at this offset: in_office of it between 08 and
// 18 local time with soft ends, the rest at any hour. 24 values that sum to 1.
std::vector<double> working_day(int offset, double in_office);

// ln Σ_u P(u|s) exp LLR_u for every state, against the mean over all states; LLR_u = w Σ_h n_h ln(24 b_u(h)) with w =
// min(days, most) / per_unit / Σ n. Requires: 24 counts, not all 0.
std::vector<Lean> hours_leans(const std::vector<double>& by_hour, std::size_t days, const StatedSettings& settings,
                              const std::vector<StateFacts>& facts);

bool is_day_off(const StateFacts& state, Day day);

// ln of how likely these days with and without activity are under each state's calendar, against the mean over all:
// on a day off activity is `days_off_work` as likely as on a working day. Each day counts 1 / per_unit.
std::vector<Lean> days_off_leans(const std::vector<Day>& active, const std::vector<Day>& quiet,
                                 const StatedSettings& settings, const std::vector<StateFacts>& facts);

// Of an item of hours, one for the clock and one for the calendar, as far as it states either.
std::vector<Bearing> hours_bearings(const Evidence& evidence, const StatedSettings& settings,
                                    const std::vector<StateFacts>& facts);

}  // namespace whence
