#include "reading/claims/details.h"

#include <algorithm>

#include "base/text.h"
#include "reading/claims/dates.h"

namespace whence {
namespace {

std::optional<int> year_of(const Token& token) {
  if (token.shape != Shape::number || token.lower.size() != 4) return std::nullopt;
  const auto date = parse_date(token.lower);
  if (!date || token.lower < "1980" || token.lower > "2099") return std::nullopt;
  return std::stoi(token.lower);
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
  for (std::size_t back = 4; back >= 2; --back) {
    if (predicate.begin < back || grammar_.lower(predicate.begin - 1) != "that") continue;
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
  constexpr std::size_t reach = 3;  // words behind the expression that may belong to it: "in March" "last year"
  const auto& words = grammar_.syntax().words;
  std::vector<std::string> inside, behind;
  for (std::size_t i = first; i < last; ++i) inside.push_back(words[i].token.lower);
  for (std::size_t i = last; i < std::min(words.size(), last + reach); ++i) behind.push_back(words[i].token.lower);
  return interval_of(inside, behind, published_);
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
