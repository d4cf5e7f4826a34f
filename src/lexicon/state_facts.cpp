#include "lexicon/state_facts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "lexicon/sheet.h"

namespace whence {
namespace {

using Clocks = std::map<std::string, std::vector<ClockShare>>;
using MovableDays = std::map<std::string, std::vector<Day>>;

constexpr int widest_offset = 14 * 60;

Result<Clocks> read_clocks(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/time-zones", {"state", "offset", "share"}));
  Clocks clocks;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const auto offset = rows.table.integer(row, rows.columns[1]);
    const double share = rows.real(row, 2);
    if (!offset || std::abs(*offset) > widest_offset || share <= 0.0 || share > 1.0) {
      return rows.wrong(row, "needs an offset of at most 14 hours and a share above 0");
    }
    clocks[rows.text(row, 0)].push_back({static_cast<int>(*offset), share});
  }
  for (auto& [state, shares] : clocks) {
    double sum = 0.0;
    for (const ClockShare& each : shares) sum += each.share;
    if (std::abs(sum - 1.0) > 0.01) {
      return Error{Code::malformed,
                   fmt::format("data/priors/time-zones.tsv: the shares of '{}' sum to {:.3f}", state, sum)};
    }
    for (ClockShare& each : shares) each.share /= sum;
  }
  return clocks;
}

Result<MovableDays> read_movable_days(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/movable-days", {"id", "date"}));
  MovableDays days;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const auto date = parse_date(rows.text(row, 1));
    if (!date || date->precision != Precision::day) return rows.wrong(row, "date must be a day");
    days[rows.text(row, 0)].push_back(date->first);
  }
  return days;
}

// "10-01" is 1001.
std::optional<unsigned> month_and_day(const std::string& text) {
  if (text.size() != 5 || text[2] != '-') return std::nullopt;
  const auto date = parse_date("2024-" + text);  // a leap year
  if (!date) return std::nullopt;
  const std::chrono::year_month_day day(date->first);
  return static_cast<unsigned>(day.month()) * 100U + static_cast<unsigned>(day.day());
}

Result<void> add_days_off(const Sheet& rows, std::size_t row, const MovableDays& movable, StateFacts& facts) {
  for (const std::string& text : rows.list(row, 1)) {
    if (text.size() != 1 || text[0] < '1' || text[0] > '7') return rows.wrong(row, "weekend: 1 Monday to 7 Sunday");
    facts.weekend.push_back(static_cast<unsigned>(text[0] - '0'));
  }
  for (const std::string& text : rows.list(row, 2)) {
    if (const auto fixed = month_and_day(text)) {
      facts.fixed.push_back(*fixed);
    } else if (const auto named = movable.find(text); named != movable.end()) {
      facts.movable.insert(facts.movable.end(), named->second.begin(), named->second.end());
    } else {
      return rows.wrong(row, fmt::format("'{}' is neither a month and day nor in priors/movable-days.tsv", text));
    }
  }
  std::sort(facts.fixed.begin(), facts.fixed.end());
  std::sort(facts.movable.begin(), facts.movable.end());
  return {};
}

}  // namespace

Result<std::vector<StateFacts>> read_state_facts(const Data& data) {
  WHENCE_TRY(Clocks clocks, read_clocks(data));
  WHENCE_TRY(const MovableDays movable, read_movable_days(data));
  WHENCE_TRY(const Sheet tongues, sheet(data, "priors/languages", {"language", "states"}));
  std::map<std::string, std::vector<std::string>> spoken;
  for (std::size_t row = 0; row < tongues.table.rows(); ++row) {
    for (const std::string& state : tongues.list(row, 1)) spoken[state].push_back(tongues.text(row, 0));
  }
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/calendars", {"state", "weekend", "days"}));
  std::vector<StateFacts> all;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    StateFacts facts;
    facts.state = rows.text(row, 0);
    facts.clock = clocks[facts.state];
    if (facts.clock.empty()) return rows.wrong(row, "has no row in priors/time-zones.tsv");
    facts.tongues = spoken[facts.state];
    if (auto done = add_days_off(rows, row, movable, facts); !done) return done.error();
    all.push_back(std::move(facts));
  }
  std::sort(all.begin(), all.end(), [](const StateFacts& a, const StateFacts& b) { return a.state < b.state; });
  return all;
}

Result<std::vector<Language>> read_languages(const Data& data, double common) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/languages", {"language", "names", "states", "common"}));
  std::vector<Language> languages;
  double of_common = 0.0;
  double of_others = 0.0;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    Language language{rows.text(row, 0), rows.list(row, 1), rows.count(row, 3) != 0, 0.0};
    language.background = static_cast<double>(rows.list(row, 2).size());
    if (language.background <= 0.0) return rows.wrong(row, "no state; a language says something only of states");
    (language.common ? of_common : of_others) += language.background;
    languages.push_back(std::move(language));
  }
  for (Language& language : languages) {
    language.background *= language.common ? common / of_common : (1.0 - common) / of_others;
  }
  return languages;
}

Result<std::vector<SharedObject>> read_shared_objects(const Data& data) {
  WHENCE_TRY(const Sheet rows,
             sheet(data, "priors/shared-objects", {"id", "words", "f", "s", "floor", "half_life", "relay", "class"}));
  std::vector<SharedObject> objects;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    SharedObject object{rows.text(row, 0), rows.list(row, 1), rows.real(row, 2),          rows.real(row, 3),
                        rows.real(row, 4), rows.real(row, 5), rows.text(row, 6) == "yes", rows.text(row, 7)};
    if (object.f < 0.0 || object.f >= 1.0 || object.s <= 0.0 || object.s >= 1.0 || object.floor <= 0.0 ||
        object.floor >= 1.0 || object.half_life < 0.0) {
      return rows.wrong(row, "f, s and floor are shares, s and floor above 0; half_life is not below 0");
    }
    objects.push_back(std::move(object));
  }
  return objects;
}

Result<std::vector<SectorWord>> read_sector_words(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "gazetteer/sectors", {"word", "sector"}));
  std::vector<SectorWord> words;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) words.push_back({rows.text(row, 0), rows.text(row, 1)});
  return words;
}

}  // namespace whence
