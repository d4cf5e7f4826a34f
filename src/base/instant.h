// Points in time to the microsecond, as protocols write them. Everything is UTC.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace whence {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

// "2026-11-02T12:00:00.123456Z": RFC 3339 in UTC, any number of digits behind the seconds, of which six count. Nothing
// else, and no impossible time.
std::optional<Instant> parse_instant(std::string_view text);
Instant instant_now();
// With six digits behind the seconds.
std::string to_string(Instant instant);
// With three, as STIX writes `modified`.
std::string to_milliseconds(Instant instant);

}  // namespace whence
