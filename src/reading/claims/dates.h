// Expressions of time as intervals of days, counted from the day of publication where they are relative.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace whence {

// `words`: of one expression, in lower case; `behind`: those that follow it ("in March" "last year").
// "since" leaves the end open, "until" and "by" the beginning. A month without a year is the last such month up to
// publication, a weekday the last such day. A season gives its year: it is another half of the year in the south.
// Both ends empty: no time, or one that nothing dates. "two weeks ago" is a week either way, "three days ago" a day.
Interval interval_of(const std::vector<std::string>& words, const std::vector<std::string>& behind,
                     const std::optional<Date>& published);

std::optional<int> number_in(std::string_view word);      // "a", "three", "14"; up to three digits
std::optional<int> year_in(std::string_view word);        // "2024"; 1980 to 2099
std::optional<unsigned> month_in(std::string_view word);  // "march", "mar", "sept."

}  // namespace whence
