#include "reading/passages.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "base/phrase_in.h"
#include "base/text.h"
#include "lexicon/sheet.h"
#include "reading/claims/dates.h"

namespace whence {
namespace {

constexpr std::size_t longest_heading = 80;  // bytes
constexpr int earlier = 2;                   // years before the latest that the text names

// The last year in the text; "CVE-2019" is none.
std::optional<int> latest_year(std::string_view text) {
  std::optional<int> latest;
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const bool alone = (at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '.' && text[at - 1] != '-')) &&
                       (at + 4 == text.size() || !is_digit(text[at + 4]));
    const std::optional<int> year = alone ? year_in(text.substr(at, 4)) : std::nullopt;
    if (year) latest = std::max(latest.value_or(*year), *year);
  }
  return latest;
}

// A line of its own without a full stop.
bool is_heading(std::string_view text, const Span& span) {
  const std::string_view words = text_of(text, span);
  if (words.size() > longest_heading || words.ends_with('.') || words.ends_with(',')) return false;
  const bool begins = span.begin == 0 || text[span.begin - 1] == '\n';
  return begins && (span.end >= text.size() || text[span.end] == '\n');
}

// The groups that an accusation of the text names: what is told of them is told of this incident.
std::unordered_set<std::string> accused_groups(const Reading& reading) {
  std::unordered_set<std::string> ids;
  for (const Claim& claim : reading.claims) {
    if (claim.act != Act::attribute && claim.act != Act::accuse) continue;
    const bool habit = claim.source.size() == 1 && claim.source.front().kind == PartyKind::outlet;
    for (const Party& group : claim.group) {
      if (group.id && !habit) ids.insert(*group.id);
    }
  }
  return ids;
}

}  // namespace

Result<Passages> Passages::load(const Data& data) {
  Passages passages;
  WHENCE_TRY(const Sheet rows, sheet(data, "reading/passages", {"phrase", "place", "passage"}));
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    if (rows.text(row, 1) == "sentence") {
      passages.turns_.push_back(rows.text(row, 0));
      continue;
    }
    const bool others = rows.text(row, 2) == "other actors";
    passages.headings_.push_back({rows.text(row, 0), others ? Passage::other_actors : Passage::background});
  }
  return passages;
}

const Passages::Phrase* Passages::heading(std::string_view lower) const {
  const auto found = std::find_if(headings_.begin(), headings_.end(),
                                  [&](const Phrase& phrase) { return phrase_in(lower, phrase.words); });
  return found == headings_.end() ? nullptr : &*found;
}

bool Passages::habitual(std::string_view lower) const {
  return std::any_of(turns_.begin(), turns_.end(), [&](const std::string& turn) { return phrase_in(lower, turn); });
}

void Passages::settle(Reading& reading) const {
  const std::string_view text = reading.document.text;
  const std::unordered_set<std::string> accused = accused_groups(reading);
  std::optional<int> now = latest_year(text);
  if (reading.document.published) {
    const std::chrono::year_month_day date(reading.document.published->first);
    now = std::max(now.value_or(0), static_cast<int>(date.year()));
  }
  std::size_t mention = 0;
  Passage section = Passage::incident;
  for (Sentence& sentence : reading.sentences) {
    const std::string words = lower(text_of(text, sentence.span));
    if (is_heading(text, sentence.span)) {
      const Phrase* found = heading(words);
      section = found == nullptr ? Passage::incident : found->passage;
    }
    sentence.passage = section;
    while (mention < reading.actors.size() && reading.actors[mention].span.begin < sentence.span.begin) ++mention;
    const bool named = mention < reading.actors.size() && sentence.span.contains(reading.actors[mention].span);
    if (!named || section != Passage::incident) continue;
    const std::optional<int> year = latest_year(words);
    if (habitual(words) || (year && now && *year <= *now - earlier)) {
      sentence.passage = Passage::background;
    } else if (!reading.actors[mention].id.empty() && !accused.contains(reading.actors[mention].id)) {
      sentence.passage = Passage::other_actors;
    }
  }
}

}  // namespace whence
