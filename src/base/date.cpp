#include "base/date.h"

#include <cstdio>

namespace whence {
namespace {

std::optional<int> digits(std::string_view text, std::size_t begin, std::size_t count) {
  if (text.size() < begin + count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(begin, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  using namespace std::chrono;
  const auto y = digits(text, 0, 4);
  if (!y || *y < 1000) return std::nullopt;
  if (text.size() == 4) return Date{sys_days(year(*y) / January / 1), Precision::year};
  const auto m = digits(text, 5, 2);
  if (!m || text[4] != '-' || *m < 1 || *m > 12) return std::nullopt;
  const auto month_of_year = year(*y) / month(static_cast<unsigned>(*m));
  if (text.size() == 7) return Date{sys_days(month_of_year / 1), Precision::month};
  const auto d = digits(text, 8, 2);
  if (!d || text.size() != 10 || text[7] != '-') return std::nullopt;
  const auto date = month_of_year / day(static_cast<unsigned>(*d));
  if (!date.ok()) return std::nullopt;
  return Date{sys_days(date), Precision::day};
}

std::optional<Interval> parse_interval(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) {
    const auto date = parse_date(text);
    if (!date) return std::nullopt;
    return Interval{date, date};
  }
  const auto from = parse_date(text.substr(0, slash));
  const auto to = parse_date(text.substr(slash + 1));
  if (!from || !to) return std::nullopt;
  return Interval{from, to};
}

std::string to_string(const Date& date) {
  const std::chrono::year_month_day ymd(date.first);
  char buffer[16];
  const int y = static_cast<int>(ymd.year());
  const unsigned m = static_cast<unsigned>(ymd.month());
  const unsigned d = static_cast<unsigned>(ymd.day());
  switch (date.precision) {
    case Precision::year:
      std::snprintf(buffer, sizeof buffer, "%04d", y);
      break;
    case Precision::month:
      std::snprintf(buffer, sizeof buffer, "%04d-%02u", y, m);
      break;
    case Precision::day:
      std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", y, m, d);
      break;
  }
  return buffer;
}

std::string to_string(const Interval& interval) {
  const std::string from = interval.from ? to_string(*interval.from) : "";
  const std::string to = interval.to ? to_string(*interval.to) : "";
  return from == to ? from : from + "/" + to;
}

Day last_day(const Date& date) {
  using namespace std::chrono;
  const year_month_day ymd(date.first);
  switch (date.precision) {
    case Precision::year:
      return sys_days(ymd.year() / December / 31);
    case Precision::month:
      return sys_days(ymd.year() / ymd.month() / last);
    case Precision::day:
      return date.first;
  }
  return date.first;
}

}  // namespace whence
