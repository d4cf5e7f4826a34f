// Calendar days and half-open facts about them. No time zones: everything is UTC.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace whence {

using Day = std::chrono::sys_days;
using Time = std::chrono::sys_seconds;  // UTC

// How much of a written date was there.
enum class Precision { day, month, year };

// A date as a source writes it: "2024", "2024-03" or "2024-03-25". `first` is the earliest day it can mean.
struct Date {
  Day first{};
  Precision precision = Precision::day;
  auto operator<=>(const Date&) const = default;
};

// Both ends inclusive; an absent end is unknown, not infinite.
struct Interval {
  std::optional<Date> from, to;
  bool operator==(const Interval&) const = default;
};

// Reads YYYY, YYYY-MM or YYYY-MM-DD; nothing else, and no impossible day.
std::optional<Date> parse_date(std::string_view text);
// Reads "A/B" or a single date, which is both ends.
std::optional<Interval> parse_interval(std::string_view text);
std::string to_string(const Date& date);
std::string to_string(const Interval& interval);
// The last day that `date` can mean.
Day last_day(const Date& date);

}  // namespace whence
