#include "reading/claims/dates.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace whence {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> month_names{"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> weekday_names{"sunday",   "monday", "tuesday", "wednesday",
                                                        "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 13> number_words{"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};

Date month_date(int of_year, unsigned of_month) {
  return {sys_days(year(of_year) / month(of_month) / 1), Precision::month};
}
Date year_date(int of_year) { return {sys_days(year(of_year) / January / 1), Precision::year}; }
Date day_date(Day day) { return {day, Precision::day}; }
int year_of(Day day) { return static_cast<int>(year_month_day(day).year()); }
unsigned month_of(Day day) { return static_cast<unsigned>(year_month_day(day).month()); }

// "3", "3rd", "21st": the day of a month.
std::optional<unsigned> day_in(std::string_view word) {
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (word.size() > 2 && word.ends_with(ending)) word.remove_suffix(2);
  }
  if (word.empty() || word.size() > 2 || !std::all_of(word.begin(), word.end(), is_digit)) return std::nullopt;
  const int number = std::stoi(std::string(word));
  if (number < 1 || number > 31) return std::nullopt;
  return static_cast<unsigned>(number);
}

struct Unit {
  enum Kind { none, day, week, month, year } kind = none;
};
Unit::Kind unit_in(std::string_view word) {
  if (word == "day" || word == "days") return Unit::day;
  if (word == "week" || word == "weeks") return Unit::week;
  if (word == "month" || word == "months") return Unit::month;
  if (word == "year" || word == "years") return Unit::year;
  return Unit::none;
}

// A day, month or year as written.
struct Point {
  std::optional<int> year;
  std::optional<unsigned> month, day;
  bool empty() const { return !year && !month; }
};

class Expression {
 public:
  Expression(const std::vector<std::string>& words, const std::vector<std::string>& behind,
             const std::optional<Date>& published)
      : words_(words), behind_(behind), published_(published) {}

  Interval interval() const {
    std::vector<Point> points = points_of(words_);
    if (!points.empty()) return of_points(std::move(points));
    if (behind_.size() > 1 && behind_[0] == "of") {  // "in the summer of 2025"
      if (const auto year = year_in(behind_[1])) return {year_date(*year), year_date(*year)};
    }
    if (!published_) return {};
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const Interval found = relative(i);
      if (found.from || found.to) return open_ended(found);
    }
    return {};
  }

 private:
  const std::string& word(std::size_t at) const {
    static const std::string nothing;
    return at < words_.size() ? words_[at] : nothing;
  }
  bool opens_with(std::string_view opener) const { return !words_.empty() && words_.front() == opener; }

  // Days and months with the numbers beside them: "3 march 2025", "march 3, 2025", "between january and march".
  static std::vector<Point> points_of(const std::vector<std::string>& words) {
    std::vector<Point> points;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (const auto year = year_in(words[i])) {
        const bool ends_one = !points.empty() && !points.back().year && points.back().month;
        if (ends_one) {
          points.back().year = year;
        } else {
          points.push_back({year, std::nullopt, std::nullopt});
        }
        continue;
      }
      const auto month = month_in(words[i]);
      if (!month) continue;
      Point point{std::nullopt, month, std::nullopt};
      if (i > 0) point.day = day_in(words[i - 1]);
      if (!point.day && i + 1 < words.size()) point.day = day_in(words[i + 1]);
      points.push_back(point);
    }
    return points;
  }

  Date date_of(const Point& point) const {
    if (!point.month) return year_date(*point.year);
    const auto whole = year(*point.year) / month(*point.month) / day(point.day.value_or(1));
    if (!point.day || !whole.ok()) return month_date(*point.year, *point.month);
    return day_date(sys_days(whole));
  }

  // "march last year": the year that the words behind tell.
  std::optional<int> year_behind() const {
    for (const auto* words : {&words_, &behind_}) {
      for (std::size_t i = 0; i + 1 < words->size() && (words == &words_ || i < 2); ++i) {
        if ((*words)[i + 1] != "year" || !published_) continue;
        const int now = year_of(published_->first);
        if ((*words)[i] == "last") return now - 1;
        if ((*words)[i] == "this") return now;
      }
    }
    if (!behind_.empty()) {
      const std::size_t at = behind_.front() == "of" || behind_.front() == "," ? 1 : 0;
      if (at < behind_.size()) return year_in(behind_[at]);
    }
    return std::nullopt;
  }

  Interval of_points(std::vector<Point> points) const {
    // The last year counts for the months before it that have none.
    std::optional<int> year = points.back().year ? points.back().year : year_behind();
    for (std::size_t i = points.size(); i-- > 0;) {
      if (points[i].year) year = points[i].year;
      if (points[i].year) continue;
      if (year) {
        points[i].year =
            *year - (i + 1 < points.size() && points[i + 1].month && points[i].month > points[i + 1].month);
        continue;
      }
      if (!published_ || published_->precision == Precision::year) return {};
      // The last such month, or day, up to publication.
      const int now = year_of(published_->first);
      const unsigned this_month = month_of(published_->first);
      bool past = *points[i].month <= this_month;
      if (points[i].month == this_month && points[i].day && published_->precision == Precision::day)
        past = *points[i].day <= static_cast<unsigned>(year_month_day(published_->first).day());
      points[i].year = past ? now : now - 1;
      year = points[i].year;
    }
    const Date first = date_of(points.front()), last = date_of(points.back());
    return open_ended({first, last < first ? first : last});
  }

  Interval open_ended(Interval interval) const {
    if (opens_with("since")) interval.to = std::nullopt;
    if (opens_with("until") || opens_with("till") || opens_with("by")) interval.from = std::nullopt;
    return interval;
  }

  // What the words from `at` on tell, counted from the day of publication.
  Interval relative(std::size_t at) const {
    const Precision precision = published_->precision;
    const Day now = published_->first;
    const std::string& lead = word(at);
    if (precision == Precision::day) {
      if (lead == "today") return {day_date(now), day_date(now)};
      if (lead == "yesterday") return {day_date(now - days(1)), day_date(now - days(1))};
      for (std::size_t i = 0; i < weekday_names.size(); ++i) {
        if (lead != weekday_names[i]) continue;
        const unsigned today = weekday(now).c_encoding();
        auto back = static_cast<int>((today + 7 - static_cast<unsigned>(i)) % 7);
        if (back == 0 && at > 0 && word(at - 1) == "last") back = 7;
        return {day_date(now - days(back)), day_date(now - days(back))};
      }
    }
    if (const auto count = number_in(lead)) return counted(*count, at);
    if (lead == "last" || lead == "this" || lead == "past" || lead == "previous") return around(lead, at);
    return {};
  }

  // "two weeks ago", "three months earlier"; not "for two days".
  Interval counted(int count, std::size_t at) const {
    const Unit::Kind unit = unit_in(word(at + 1));
    const bool ago = word(at + 2) == "ago" || (at + 2 == words_.size() && !behind_.empty() && behind_[0] == "ago");
    if (unit == Unit::none || !ago) return {};
    return back_by(count, unit, true);
  }

  Interval back_by(int count, Unit::Kind unit, bool one_point) const {
    const Day now = published_->first;
    if (unit == Unit::year) {
      const int then = year_of(now) - count;
      if (one_point) return {year_date(then), year_date(then)};
      return {year_date(then), published_};
    }
    if (published_->precision == Precision::year) return {};
    const auto month_then = year_month(year_month_day(now).year(), year_month_day(now).month()) - months(count);
    const Date of_month = month_date(static_cast<int>(month_then.year()), static_cast<unsigned>(month_then.month()));
    if (unit == Unit::month) return one_point ? Interval{of_month, of_month} : Interval{of_month, published_};
    if (published_->precision != Precision::day) return {};
    const Day then = now - days(unit == Unit::week ? 7 * count : count);
    const int slack = !one_point ? 0 : unit == Unit::week ? 3 : 0;
    if (!one_point) return {day_date(then), day_date(now)};
    return {day_date(then - days(slack)), day_date(then + days(slack))};
  }

  // "last year", "this month", "the past three weeks".
  Interval around(std::string_view lead, std::size_t at) const {
    if (const auto count = number_in(word(at + 1))) {
      const Unit::Kind unit = unit_in(word(at + 2));
      return lead == "this" || unit == Unit::none ? Interval{} : back_by(*count, unit, false);
    }
    const Unit::Kind unit = unit_in(word(at + 1));
    const bool plural = word(at + 1).ends_with("s");
    if (unit == Unit::none || plural) return {};
    if (lead == "past") return back_by(1, unit, false);
    const int back = lead == "this" ? 0 : 1;
    if (unit == Unit::year || unit == Unit::month) return back_by(back, unit, true);
    if (unit != Unit::week || published_->precision != Precision::day) return {};
    const Day monday = published_->first - days(weekday(published_->first).iso_encoding() - 1);
    if (back == 0) return {day_date(monday), published_};
    return {day_date(monday - days(7)), day_date(monday - days(1))};
  }

  const std::vector<std::string>& words_;
  const std::vector<std::string>& behind_;
  const std::optional<Date>& published_;
};

}  // namespace

std::optional<int> number_in(std::string_view word) {
  if (word == "a" || word == "an") return 1;
  for (std::size_t i = 0; i < number_words.size(); ++i) {
    if (word == number_words[i]) return static_cast<int>(i);
  }
  if (word.empty() || word.size() > 3 || !std::all_of(word.begin(), word.end(), is_digit)) return std::nullopt;
  return std::stoi(std::string(word));
}

std::optional<int> year_in(std::string_view word) {
  if (word.size() != 4 || !std::all_of(word.begin(), word.end(), is_digit)) return std::nullopt;
  if (word < "1980" || word > "2099") return std::nullopt;
  return std::stoi(std::string(word));
}

std::optional<unsigned> month_in(std::string_view word) {
  if (word.ends_with(".")) word.remove_suffix(1);
  for (std::size_t i = 0; i < month_names.size(); ++i) {
    const bool brief =
        word.size() >= 3 && word.size() <= 4 && month_names[i].starts_with(word) && word != "mar" && word != "dec";
    if (word == month_names[i] || brief || (word == "sept" && i == 8)) return static_cast<unsigned>(i + 1);
  }
  return std::nullopt;
}

Interval interval_of(const std::vector<std::string>& words, const std::vector<std::string>& behind,
                     const std::optional<Date>& published) {
  return Expression(words, behind, published).interval();
}

}  // namespace whence
