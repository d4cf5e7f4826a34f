#include "reading/details.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

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

Interval Details::interval(std::size_t first, std::size_t last) const {
  const auto& words = grammar_.syntax().words;
  std::vector<int> years;
  std::optional<unsigned> month;
  for (std::size_t i = first; i < last; ++i) {
    if (const auto year = year_of(words[i].token)) years.push_back(*year);
    if (!month) month = month_of(words[i].token.lower);
  }
  using namespace std::chrono;
  if (years.size() >= 2) return {year_date(years.front()), year_date(years.back())};
  if (years.size() == 1) {
    const Date date = month ? month_date(years.front(), *month) : year_date(years.front());
    return {date, date};
  }
  if (!published_) return {};
  const year_month_day now(published_->first);
  const int year = static_cast<int>(now.year());
  const std::string_view lead = words[first].token.lower;
  if (month && published_->precision != Precision::year) {
    const bool past = *month <= static_cast<unsigned>(now.month());
    const Date date = month_date(past ? year : year - 1, *month);
    return {date, date};
  }
  const bool last_year = lead == "last" && first + 1 < last && words[first + 1].token.lower == "year";
  const bool this_year = lead == "this" && first + 1 < last && words[first + 1].token.lower == "year";
  if (last_year || this_year) {
    const Date date = year_date(last_year ? year - 1 : year);
    return {date, date};
  }
  const bool last_month = lead == "last" && first + 1 < last && words[first + 1].token.lower == "month";
  if (last_month && published_->precision != Precision::year) {
    const year_month before = year_month(now.year(), now.month()) - std::chrono::months(1);
    const Date date = month_date(static_cast<int>(before.year()), static_cast<unsigned>(before.month()));
    return {date, date};
  }
  return {};
}

std::optional<When> Details::when(std::size_t first, std::size_t last) const {
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = first; i < last; ++i) {
    if (!time_word(i)) continue;
    // From the preposition or "last" before it to the end of its phrase.
    std::size_t begin = i;
    while (begin > first) {
      const Tag tag = words[begin - 1].tag;
      const std::string_view lower = words[begin - 1].token.lower;
      if (lower == "of" && begin >= 2 && words[begin - 2].token.lower == "ahead") {
        begin -= 2;
        break;
      }
      const bool inside = tag == Tag::determiner || tag == Tag::adjective || tag == Tag::number || tag == Tag::noun ||
                          lower == "last" || lower == "this";
      const bool opener = tag == Tag::preposition && lower != "of" && lower != "by" && lower != "with" &&
                          lower != "against" && lower != "on";
      if (opener || (lower == "on" && tables_.is(words[i].token.lower, "weekday"))) {
        --begin;
        break;
      }
      if (!inside) break;
      --begin;
    }
    std::size_t end = i + 1;
    while (end < last && (time_word(end) || words[end].token.lower == "and" || words[end].token.lower == "-" ||
                          words[end].tag == Tag::number || words[end].token.lower == "ago" ||
                          words[end].token.lower == "to" || words[end].token.lower == "\xE2\x80\x93")) {
      ++end;
    }
    while (end > i + 1 && !time_word(end - 1) && words[end - 1].token.lower != "ago" &&
           words[end - 1].tag != Tag::number)
      --end;
    const bool election = words[i].token.lower.starts_with("election") || words[i].token.lower == "vote" ||
                          words[i].token.lower == "poll";
    if (election && words[begin].tag != Tag::preposition && words[begin].token.lower != "ahead") continue;
    // "Election Commission": a word inside a name is no time.
    if (words[i].entity != nullptr && words[i].entity_last - words[i].entity_first > 1) continue;
    if (i + 1 < last && words[i + 1].tag == Tag::name && !year_of(words[i].token)) continue;
    When when;
    when.span = span_of(begin, end);
    when.text = std::string(text_of(text_, when.span));
    when.interval = interval(begin, end);
    return when;
  }
  return std::nullopt;
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
