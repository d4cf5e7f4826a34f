#include "reading/sentences/words.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

// Calls use(first cell, second cell) for every row of a table with two columns (the second may be absent).
template <class Use>
Result<void> each_row(const Data& data, std::string_view name, std::string_view first, std::string_view second,
                      Use use) {
  WHENCE_TRY(const Table table, data.table(name));
  WHENCE_TRY(const std::size_t a, table.column(first));
  std::size_t b = a;
  if (!second.empty()) {
    WHENCE_TRY(b, table.column(second));
  }
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (auto done = use(table.text(row, a), table.text(row, b)); !done) return done.error();
  }
  return {};
}

}  // namespace

Result<WordTables> WordTables::load(const Data& data) {
  WordTables words;
  words.data_ = data;
  const auto hedge = [&](std::string_view phrase, std::string_view kind) -> Result<void> {
    const auto value = hedge_named(kind);
    if (!value) return Error{Code::malformed, fmt::format("data/reading/hedges.tsv: '{}' is no kind of hedge", kind)};
    HedgePhrase entry;
    for (const std::string_view part : split(phrase, ' ')) entry.words.emplace_back(part);
    entry.kind = *value;
    words.hedges_[entry.words.front()].push_back(entry);
    return {};
  };
  if (auto done = each_row(data, "reading/hedges", "phrase", "kind", hedge); !done) return done.error();
  for (auto& [first, phrases] : words.hedges_) {
    std::stable_sort(phrases.begin(), phrases.end(),
                     [](const HedgePhrase& a, const HedgePhrase& b) { return a.words.size() > b.words.size(); });
  }
  const auto leaning = [&](std::string_view word, std::string_view side) -> Result<void> {
    words.leanings_.emplace(word, side);
    return {};
  };
  if (auto done = each_row(data, "reading/evaluations", "word", "leans", leaning); !done) return done.error();
  const auto cue = [&](std::string_view word, std::string_view kind) -> Result<void> {
    const std::vector<std::string_view> parts = split(word, ' ');
    if (parts.size() > 1) words.phrases_[parts.front()].push_back({parts, kind});
    if (kind == "opener") words.stop_words_.openers.push_back(word);
    words.cues_[word].push_back(kind);
    return {};
  };
  if (auto done = each_row(data, "reading/cues", "word", "kind", cue); !done) return done.error();
  const auto person = [&](std::string_view word, std::string_view) -> Result<void> {
    words.cues_[word].push_back("given-name");
    return {};
  };
  if (auto done = each_row(data, "gazetteer/given-names", "name", "", person); !done) return done.error();
  const auto cyber = [&](std::string_view word, std::string_view strength) -> Result<void> {
    words.cyber_[word] = strength == "strong" ? 2 : 1;
    return {};
  };
  if (auto done = each_row(data, "reading/cyber-words", "word", "strength", cyber); !done) return done.error();
  const auto noun = [&](std::string_view word, std::string_view) -> Result<void> {
    words.claim_nouns_.insert(word);
    return {};
  };
  if (auto done = each_row(data, "reading/claim-nouns", "noun", "", noun); !done) return done.error();
  const auto abbreviation = [&](std::string_view word, std::string_view) -> Result<void> {
    words.stop_words_.abbreviations.push_back(word);
    return {};
  };
  if (auto done = each_row(data, "reading/abbreviations", "form", "", abbreviation); !done) return done.error();
  return words;
}

std::pair<Hedge, std::size_t> WordTables::hedge_at(const std::vector<Word>& words, std::size_t at) const {
  const auto phrases = hedges_.find(words[at].token.lower);
  if (phrases == hedges_.end()) return {Hedge::flat, 0};
  for (const HedgePhrase& phrase : phrases->second) {
    if (at + phrase.words.size() > words.size()) continue;
    bool same = true;
    for (std::size_t i = 1; i < phrase.words.size() && same; ++i) same = words[at + i].token.lower == phrase.words[i];
    if (same) return {phrase.kind, phrase.words.size()};
  }
  return {Hedge::flat, 0};
}

std::string_view WordTables::leaning(std::string_view lower) const {
  const auto place = leanings_.find(lower);
  return place == leanings_.end() ? std::string_view() : place->second;
}

bool WordTables::is(std::string_view lower, std::string_view kind) const {
  const auto place = cues_.find(lower);
  return place != cues_.end() && std::find(place->second.begin(), place->second.end(), kind) != place->second.end();
}

bool WordTables::phrase_in(const std::vector<Word>& words, std::size_t first, std::size_t last,
                           std::string_view kind) const {
  for (std::size_t i = first; i < last; ++i) {
    const auto place = phrases_.find(std::string_view(words[i].token.lower));
    if (place == phrases_.end()) continue;
    for (const Cue& cue : place->second) {
      if (cue.kind != kind || i + cue.words.size() > last) continue;
      std::size_t same = 1;
      while (same < cue.words.size() && words[i + same].token.lower == cue.words[same]) ++same;
      if (same == cue.words.size()) return true;
    }
  }
  return false;
}

std::unordered_set<std::string> WordTables::words_of_kind(std::string_view kind) const {
  std::unordered_set<std::string> words;
  for (const auto& [word, kinds] : cues_) {
    if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) words.emplace(word);
  }
  return words;
}

int WordTables::cyber(std::string_view lower) const {
  const auto place = cyber_.find(lower);
  return place == cyber_.end() ? 0 : place->second;
}

}  // namespace whence
