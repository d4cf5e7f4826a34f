#include "base/instant.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/date.h"
#include "base/text.h"

namespace whence {
namespace {

// Two digits at `at`, below `end`; absent for anything else.
std::optional<int> two_digits(std::string_view text, std::size_t at, int end) {
  if (at + 2 > text.size() || !is_digit(text[at]) || !is_digit(text[at + 1])) return std::nullopt;
  const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
  return value < end ? std::optional(value) : std::nullopt;
}

std::string to_seconds(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss clock(instant - day);
  return fmt::format("{}T{:02}:{:02}:{:02}", to_string(Date{day}), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  constexpr std::size_t whole = 19;  // "2026-11-02T12:00:00"
  if (text.size() < whole + 1 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z')
    return std::nullopt;
  const auto day = parse_date(text.substr(0, 10));
  const auto hour = two_digits(text, 11, 24), minute = two_digits(text, 14, 60), second = two_digits(text, 17, 60);
  if (!day || day->precision != Precision::day || !hour || !minute || !second) return std::nullopt;
  const std::string_view rest = text.substr(whole, text.size() - whole - 1);
  if (rest.size() == 1 || (!rest.empty() && rest.front() != '.') ||
      !std::all_of(rest.begin() + (rest.empty() ? 0 : 1), rest.end(), is_digit))
    return std::nullopt;
  int micros = 0;
  for (std::size_t i = 1; i <= 6; ++i) micros = micros * 10 + (i < rest.size() ? rest[i] - '0' : 0);
  return Instant(day->first) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(*second) + std::chrono::microseconds(micros);
}

Instant instant_now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::string to_string(Instant instant) {
  return fmt::format("{}.{:06}Z", to_seconds(instant), instant.time_since_epoch().count() % 1'000'000);
}

std::string to_milliseconds(Instant instant) {
  return fmt::format("{}.{:03}Z", to_seconds(instant), instant.time_since_epoch().count() / 1000 % 1000);
}

}  // namespace whence
