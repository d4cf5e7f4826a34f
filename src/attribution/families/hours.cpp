#include "attribution/families/hours.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "attribution/families/state_leans.h"
#include "prob/shares.h"

namespace whence {
namespace {

constexpr int most_hours = 14;
constexpr std::size_t hours_of_day = 24;

// 1 between 09 and 17, falling to 0 at 07 and 19: ten hours in all.
double at_work(double local_hour) {
  const double hour = local_hour - 24.0 * std::floor(local_hour / 24.0);
  return std::clamp(std::min((hour - 7.0) / 2.0, (19.0 - hour) / 2.0), 0.0, 1.0);
}

double sum_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

Bearing of_state(const Evidence& evidence, std::string family, std::vector<Lean> leans) {
  Bearing bearing;
  bearing.evidence = evidence.id;
  bearing.family = std::move(family);
  bearing.role = Role::operated;
  bearing.level = Level::sponsor;
  bearing.note = fits(leans);
  bearing.leans = std::move(leans);
  return bearing;
}

// Days of the interval without a trace, where quiet days are not told one by one.
std::vector<Day> quiet_days(const Evidence& evidence) {
  const Particulars& more = evidence.more;
  if (!more.quiet.empty() || more.active.empty()) return more.quiet;
  const auto [first, last] = std::minmax_element(more.active.begin(), more.active.end());
  Day from = *first;
  Day to = *last;
  if (evidence.seen && evidence.seen->from) from = std::min(from, evidence.seen->from->first);
  if (evidence.seen && evidence.seen->to) to = std::max(to, last_day(*evidence.seen->to));
  constexpr std::chrono::days longest{3660};
  std::vector<Day> quiet;
  for (Day day = from; day <= std::min(to, from + longest); day += std::chrono::days{1}) {
    if (std::find(more.active.begin(), more.active.end(), day) == more.active.end()) quiet.push_back(day);
  }
  return quiet;
}

}  // namespace

std::optional<int> offset_named(std::string_view text) {
  if (text.substr(0, 3) != "UTC") return std::nullopt;
  text.remove_prefix(3);
  if (text.empty()) return 0;
  const int sign = text.front() == '-' ? -1 : 1;
  if (text.front() != '+' && text.front() != '-') return std::nullopt;
  text.remove_prefix(1);
  const std::size_t colon = text.find(':');
  const std::string_view whole = text.substr(0, colon);
  const std::string_view part = colon == std::string_view::npos ? std::string_view{"00"} : text.substr(colon + 1);
  int hours = 0;
  int minutes = 0;
  const auto number = [](std::string_view digits, int& into) {
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    return !digits.empty() && digits.front() != '-' && read.ec == std::errc{} &&
           read.ptr == digits.data() + digits.size();
  };
  if (whole.size() > 2 || part.size() != 2 || !number(whole, hours) || !number(part, minutes)) return std::nullopt;
  if (minutes >= 60 || hours * 60 + minutes > most_hours * 60) return std::nullopt;
  return sign * (hours * 60 + minutes);
}

std::vector<double> working_day(int offset, double in_office) {
  constexpr int steps = 12;  // of five minutes
  std::vector<double> day(hours_of_day);
  for (std::size_t hour = 0; hour < hours_of_day; ++hour) {
    double office = 0.0;
    for (int step = 0; step < steps; ++step) {
      const double utc = static_cast<double>(hour) + (step + 0.5) / steps;
      office += at_work(utc + offset / 60.0) / steps;
    }
    day[hour] = in_office * office / 10.0 + (1.0 - in_office) / static_cast<double>(hours_of_day);
  }
  return day;
}

std::vector<Lean> hours_leans(const std::vector<double>& by_hour, std::size_t days, const StatedSettings& settings,
                              const std::vector<StateFacts>& facts) {
  const double effective = std::min(static_cast<double>(days), settings.hours_days_most) / settings.hours_days_per_unit;
  const double weight = effective / sum_of(by_hour);
  const auto ratio = [&](int offset) {
    const std::vector<double> day = working_day(offset, settings.hours_in_office);
    double nats = 0.0;
    for (std::size_t hour = 0; hour < hours_of_day; ++hour) {
      nats += by_hour[hour] * std::log(day[hour] * static_cast<double>(hours_of_day));
    }
    return weight * nats;
  };
  std::vector<double> log_likelihoods;
  for (const StateFacts& state : facts) {
    std::vector<double> terms;
    for (const ClockShare& clock : state.clock) terms.push_back(std::log(clock.share) + ratio(clock.offset));
    log_likelihoods.push_back(log_sum_exp(terms));
  }
  return against_all(log_likelihoods, facts);
}

bool is_day_off(const StateFacts& state, Day day) {
  const unsigned of_week = std::chrono::weekday(day).iso_encoding();
  if (std::find(state.weekend.begin(), state.weekend.end(), of_week) != state.weekend.end()) return true;
  const std::chrono::year_month_day date(day);
  const unsigned of_year = static_cast<unsigned>(date.month()) * 100U + static_cast<unsigned>(date.day());
  return std::binary_search(state.fixed.begin(), state.fixed.end(), of_year) ||
         std::binary_search(state.movable.begin(), state.movable.end(), day);
}

std::vector<Lean> days_off_leans(const std::vector<Day>& active, const std::vector<Day>& quiet,
                                 const StatedSettings& settings, const std::vector<StateFacts>& facts) {
  const double days = static_cast<double>(active.size() + quiet.size());
  const double busy = std::clamp((static_cast<double>(active.size()) + 0.5) / (days + 1.0), 0.05, 0.95);
  std::vector<double> log_likelihoods;
  for (const StateFacts& state : facts) {
    const auto chance = [&](Day day) { return is_day_off(state, day) ? settings.days_off_work * busy : busy; };
    double nats = 0.0;
    for (const Day day : active) nats += std::log(chance(day));
    for (const Day day : quiet) nats += std::log1p(-chance(day));
    log_likelihoods.push_back(nats / settings.hours_days_per_unit);
  }
  return against_all(log_likelihoods, facts);
}

std::vector<Bearing> hours_bearings(const Evidence& evidence, const StatedSettings& settings,
                                    const std::vector<StateFacts>& facts) {
  const Particulars& more = evidence.more;
  std::vector<Bearing> result;
  std::vector<double> by_hour = more.by_hour;
  const auto offset = offset_named(evidence.value);
  if (by_hour.empty() && offset) by_hour = working_day(*offset, settings.hours_in_office);
  if (by_hour.size() == hours_of_day && sum_of(by_hour) > 0.0) {
    std::size_t days = more.days != 0 ? more.days : more.active.size();
    if (days == 0) days = static_cast<std::size_t>(settings.hours_days_untold);
    result.push_back(of_state(evidence, "hours", hours_leans(by_hour, days, settings, facts)));
  }
  const std::vector<Day> quiet = quiet_days(evidence);
  if (!more.active.empty() && !quiet.empty()) {
    result.push_back(of_state(evidence, "days-off", days_off_leans(more.active, quiet, settings, facts)));
  }
  return result;
}

}  // namespace whence
