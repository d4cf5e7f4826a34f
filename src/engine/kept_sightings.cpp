#include "engine/kept_sightings.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "format/observations.h"
#include "store/observations.h"

namespace whence {
namespace {

constexpr std::size_t most_at_once = 100'000;
constexpr std::string_view relation = "seen-in";

bool in_word(char c) { return is_digit(c) || is_alpha(c) || c == '_'; }

}  // namespace

std::optional<Day> day_in_line(std::string_view line) {
  constexpr std::size_t date_size = 10;  // "2026-08-02", and seconds since 1970 too
  for (std::size_t at = 0; at + date_size <= line.size(); ++at) {
    if (!is_digit(line[at]) || (at > 0 && (in_word(line[at - 1]) || line[at - 1] == '-' || line[at - 1] == '.')))
      continue;
    const std::string_view text = line.substr(at, date_size);
    const bool digits = std::all_of(text.begin(), text.end(), is_digit);
    const bool dashes = text[4] == '-' && text[7] == '-';
    const std::string_view rest = line.substr(at + date_size);
    const bool ends = rest.empty() || !in_word(rest.front()) || (dashes && rest.front() == 'T');
    if (!ends || (!digits && !dashes)) continue;
    if (const auto day = observed_day(text, false)) return day;
  }
  return std::nullopt;
}

Result<void> KeptSightings::take(const Sighting& sighting, const std::string& log, const std::string& list) {
  const auto [at, fresh] = seen_.try_emplace({log, std::string(sighting.indicator)});
  Seen& seen = at->second;
  if (fresh) {
    seen.list = list;
    seen.line = sighting.line;
  }
  if (const auto day = day_in_line(sighting.text)) {
    seen.first = std::min(seen.first.value_or(*day), *day);
    seen.last = std::max(seen.last.value_or(*day), *day);
  }
  return seen_.size() < most_at_once ? Result<void>() : keep();
}

Result<void> KeptSightings::keep() {
  std::vector<KeyedObservation> group;
  for (const auto& [where, seen] : seen_) {
    const auto& [log, indicator] = where;
    Observation one;
    one.subject = indicator;
    one.relation = relation;
    one.object = log;
    one.from = seen.first;
    one.to = seen.last;
    one.source = seen.list;
    one.file = log;
    one.line = seen.line;
    group.push_back({object_key(name_(indicator, {})), object_key(name_(log, {})), std::move(one)});
  }
  seen_.clear();
  WHENCE_TRY(const std::size_t fresh, observations_in(workspace_)->keep(group, {}));
  kept_ += fresh;
  return {};
}

Result<std::size_t> KeptSightings::finish() {
  if (auto done = keep(); !done) return done.error();
  return kept_;
}

}  // namespace whence
