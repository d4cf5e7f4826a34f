#include "reading/details.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};

std::optional<int> year_of(const Token& token) {
  if (token.shape != Shape::number || token.lower.size() != 4) return std::nullopt;
  const auto date = parse_date(token.lower);
  if (!date || token.lower < "1980" || token.lower > "2099") return std::nullopt;
  return std::stoi(token.lower);
}

std::optional<unsigned> month_of(std::string_view lower) {
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (lower == months[i]) return static_cast<unsigned>(i + 1);
  }
  return std::nullopt;
}

Date month_date(int year, unsigned month) {
  using namespace std::chrono;
  return {sys_days(std::chrono::year(year) / std::chrono::month(month) / 1), Precision::month};
}

Date year_date(int year) {
  using namespace std::chrono;
  return {sys_days(std::chrono::year(year) / January / 1), Precision::year};
}

}  // namespace

Span Details::span_of(std::size_t first, std::size_t last) const {
  const auto& words = grammar_.syntax().words;
  return {words[first].token.span.begin, words[last - 1].token.span.end};
}

std::string Details::words(std::size_t first, std::size_t last) const {
  return std::string(text_of(text_, span_of(first, last)));
}

std::optional<HedgeMark> Details::hedge_at(std::size_t word) const {
  const auto& words = grammar_.syntax().words;
  if (word >= words.size()) return std::nullopt;
  const auto [kind, count] = tables_.hedge_at(words, word);
  if (count == 0) return std::nullopt;
  // "May 2024" is a month.
  if (words[word].token.lower == "may" && words[word].tag != Tag::modal) return std::nullopt;
  HedgeMark mark;
  mark.kind = kind;
  mark.span = span_of(word, word + count);
  mark.word = std::string(text_of(text_, *mark.span));
  return mark;
}

HedgeMark Details::hedge(const Predicate& predicate) const {
  const Chunk& chunk = grammar_.chunk(predicate.chunk);
  // Inside the group, among the adverbs right before it, or right behind the cue.
  std::size_t first = chunk.first;
  for (std::size_t back = 0; back < 3 && first > 0; ++back) {
    const Tag tag = grammar_.syntax().words[first - 1].tag;
    if (tag != Tag::adverb && tag != Tag::adjective && grammar_.lower(first - 1) != ",") break;
    --first;
  }
  for (std::size_t i = first; i < std::max(chunk.last, predicate.cue_last) && i < grammar_.syntax().words.size(); ++i) {
    if (auto mark = hedge_at(i)) return *mark;
  }
  // "it is highly likely that", "there is a realistic possibility that".
  for (std::size_t back = 2; back <= 4 && predicate.begin >= back; ++back) {
    if (grammar_.lower(predicate.begin - 1) != "that") break;
    const auto mark = hedge_at(predicate.begin - back);
    if (mark && mark->span->end == grammar_.syntax().words[predicate.begin - 2].token.span.end) return *mark;
  }
  // "with high confidence", anywhere behind the verb in its clause.
  for (std::size_t i = predicate.cue_last; i < predicate.end; ++i) {
    if (grammar_.lower(i) != "confidence" || i < 1) continue;
    for (std::size_t start = i >= 2 ? i - 2 : 0; start < i; ++start) {
      if (auto mark = hedge_at(start)) return *mark;
    }
  }
  return {};
}

std::vector<Evaluation> Details::evaluations(std::size_t first, std::size_t last) const {
  std::vector<Evaluation> found;
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = first; i < last; ++i) {
    if (tables_.leaning(words[i].token.lower).empty()) continue;
    const std::size_t chunk = grammar_.chunk_at(i);
    if (!grammar_.is_phrase(chunk)) continue;
    const std::size_t head = grammar_.chunk(chunk).head;
    if (head <= i || !tables_.claim_nouns().contains(std::string_view(words[head].token.lower))) continue;
    found.push_back({std::string(text_of(text_, words[i].token.span)), span_of(i, head + 1), "",
                     std::string(tables_.leaning(words[i].token.lower))});
  }
  return found;
}

bool Details::time_word(std::size_t word) const {
  const auto& token = grammar_.syntax().words[word].token;
  return year_of(token) || tables_.is(token.lower, "month") || tables_.is(token.lower, "weekday") ||
         tables_.is(token.lower, "time");
}

// "last year", "this month": the interval that a word like `lead` before `unit` gives on the day `now`.
Interval Details::around(std::string_view lead, std::string_view unit, const Date& published) {
  using namespace std::chrono;
  const year_month_day now(published.first);
  const int year = static_cast<int>(now.year());
  if (unit == "year") {
    const Date date = year_date(lead == "last" ? year - 1 : year);
    return {date, date};
  }
  if (unit != "month" || published.precision == Precision::year) return {};
  const year_month month = year_month(now.year(), now.month()) - std::chrono::months(lead == "last" ? 1 : 0);
  const Date date = month_date(static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
  return {date, date};
}

// "today", "yesterday", "on Monday": the last such day up to the day of publication.
std::optional<Date> Details::day_before(std::string_view word, const Date& published) {
  using namespace std::chrono;
  if (published.precision != Precision::day) return std::nullopt;
  if (word == "today") return Date{published.first, Precision::day};
  if (word == "yesterday") return Date{published.first - days(1), Precision::day};
  for (std::size_t i = 0; i < weekdays.size(); ++i) {
    if (word != weekdays[i]) continue;
    const unsigned now = weekday(published.first).c_encoding();
    const auto back = static_cast<int>((now + 7 - static_cast<unsigned>(i)) % 7);
    return Date{published.first - days(back), Precision::day};
  }
  return std::nullopt;
}

Interval Details::interval(std::size_t first, std::size_t last) const {
  const auto& words = grammar_.syntax().words;
  std::vector<int> years;
  std::vector<unsigned> months;
  for (std::size_t i = first; i < last; ++i) {
    if (const auto year = year_of(words[i].token)) years.push_back(*year);
    if (const auto month = month_of(words[i].token.lower)) months.push_back(*month);
  }
  using namespace std::chrono;
  if (years.size() >= 2) return {year_date(years.front()), year_date(years.back())};
  if (years.size() == 1 && months.size() >= 2) {
    return {month_date(years.front(), months.front()), month_date(years.front(), months.back())};
  }
  if (years.size() == 1) {
    const Date date = months.empty() ? year_date(years.front()) : month_date(years.front(), months.front());
    return {date, date};
  }
  if (!published_) return {};
  const year_month_day now(published_->first);
  if (!months.empty() && published_->precision != Precision::year) {
    const bool past = months.front() <= static_cast<unsigned>(now.month());
    const Date date = month_date(static_cast<int>(now.year()) - (past ? 0 : 1), months.front());
    return {date, date};
  }
  for (std::size_t i = first; i < last; ++i) {
    if (const auto day = day_before(words[i].token.lower, *published_)) return {*day, *day};
    const std::string_view lead = words[i].token.lower;
    if ((lead == "last" || lead == "this") && i + 1 < last) return around(lead, words[i + 1].token.lower, *published_);
  }
  return {};
}

// The expression around the time word `at`, from the preposition or "last" before it: words [begin, end).
std::pair<std::size_t, std::size_t> Details::time_phrase(std::size_t at, std::size_t first, std::size_t last) const {
  const auto& words = grammar_.syntax().words;
  std::size_t begin = at;
  while (begin > first) {
    const Tag tag = words[begin - 1].tag;
    const std::string_view lower = words[begin - 1].token.lower;
    if (lower == "of" && begin >= 2 && words[begin - 2].token.lower == "ahead") {
      begin -= 2;
      break;
    }
    const bool inside = tag == Tag::determiner || tag == Tag::adjective || tag == Tag::number || tag == Tag::noun ||
                        lower == "last" || lower == "this";
    const bool opener = tag == Tag::preposition && !tables_.is(lower, "not-time");
    if (opener || (lower == "on" && tables_.is(words[at].token.lower, "weekday"))) {
      --begin;
      break;
    }
    if (!inside) break;
    --begin;
  }
  std::size_t end = at + 1;
  while (end < last &&
         (time_word(end) || words[end].tag == Tag::number || tables_.is(words[end].token.lower, "time-joint"))) {
    ++end;
  }
  while (end > at + 1 && !time_word(end - 1) && words[end - 1].token.lower != "ago" &&
         words[end - 1].tag != Tag::number)
    --end;
  return {begin, end};
}

// "ahead of the vote" is a time; "the vote" alone, or a word inside a name, is none.
bool Details::tells_time(std::size_t at, std::size_t begin, std::size_t last) const {
  const auto& words = grammar_.syntax().words;
  const Word& word = words[at];
  const bool event = tables_.is(word.token.lower, "vote");
  if (event && words[begin].tag != Tag::preposition && words[begin].token.lower != "ahead") return false;
  if (word.entity != nullptr && word.entity_last - word.entity_first > 1) return false;
  return at + 1 >= last || words[at + 1].tag != Tag::name || year_of(word.token) ||
         (words[at + 1].classes & ::whence::time_word) != 0 || words[at + 1].entity != nullptr;
}

std::optional<When> Details::when(std::size_t first, std::size_t last) const {
  const auto& words = grammar_.syntax().words;
  std::optional<When> lasting;  // "for two days" tells how long, if nothing tells when
  for (std::size_t i = first; i < last; ++i) {
    if (!time_word(i)) continue;
    const auto [begin, end] = time_phrase(i, first, last);
    if (!tells_time(i, begin, last)) continue;
    When when;
    when.span = span_of(begin, end);
    when.text = std::string(text_of(text_, when.span));
    when.interval = interval(begin, end);
    if (words[begin].token.lower != "for") return when;
    if (!lasting) lasting = when;
  }
  return lasting;
}

bool Details::cyber(std::size_t first, std::size_t last, int strength) const {
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = first; i < last && i < words.size(); ++i) {
    const std::string& lower = words[i].token.lower;
    if (lower == "it" && !words[i].token.all_capitals) continue;
    if (tables_.cyber(lower) >= strength) return true;
    if (words[i].entity != nullptr &&
        (words[i].entity->kind == EntityKind::actor || words[i].entity->kind == EntityKind::software))
      return true;
  }
  return false;
}

}  // namespace whence
