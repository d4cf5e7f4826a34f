#include "engine/case_words.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/phrase_in.h"
#include "base/text.h"
#include "lexicon/sheet.h"
#include "reading/claims/dates.h"

namespace whence {
namespace {

constexpr std::string_view withheld = "withheld", window = "dates of the window";

// "4 May", "August 2026": a month beside a number; "may" alone is none.
bool has_date(std::string_view sentence) {
  const std::vector<std::string_view> words = split(sentence, ' ');
  const auto number = [&](std::size_t at) { return at < words.size() && !words[at].empty() && is_digit(words[at][0]); };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (month_in(words[i]) && (number(i + 1) || (i > 0 && number(i - 1)))) return true;
  }
  return false;
}

}  // namespace

Result<CaseWords> CaseWords::load(const Data& data) {
  CaseWords words;
  WHENCE_TRY(const Sheet rows, sheet(data, "reading/case-words", {"phrase", "kind"}));
  for (std::size_t row = 0; row < rows.table.rows(); ++row)
    words.rows_.push_back({rows.text(row, 0), rows.text(row, 1)});
  for (const Row& row : words.rows_) {
    const bool known = std::find(words.kinds_.begin(), words.kinds_.end(), row.kind) != words.kinds_.end();
    if (row.kind != withheld && !known) words.kinds_.push_back(row.kind);
  }
  return words;
}

bool CaseWords::tells(std::string_view sentence, std::string_view kind) const {
  return std::any_of(rows_.begin(), rows_.end(),
                     [&](const Row& row) { return row.kind == kind && phrase_in(sentence, row.phrase); });
}

bool CaseWords::withholds(std::string_view sentence) const { return tells(lower(squeeze(sentence)), withheld); }

std::vector<Oddity> CaseWords::not_taken(const Reading& reading) const {
  std::vector<Oddity> found;
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    const Sentence& sentence = reading.sentences[i];
    if (sentence.boilerplate || sentence.passage != Passage::incident) continue;
    const std::string said = squeeze(text_of(reading.document.text, sentence.span));
    const std::string words = lower(said);
    for (const std::string& kind : kinds_) {
      if (!tells(words, kind) || (kind == window && !has_date(words))) continue;
      found.push_back({"s" + std::to_string(i + 1), fmt::format("{}: \"{}\"", kind, said)});
    }
  }
  return found;
}

}  // namespace whence
