#include "engine/match.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "engine/indicator_lists.h"
#include "sightings/benign.h"
#include "sightings/indicator_key.h"

namespace whence {
namespace {

// The table of data/sightings/ and the blocks that are nobody's on the open network. Blocks for documentation are left
// out: what is written with them is an exercise, and is to be found.
Result<void> add_own_benign(const Data& data, BenignList& benign) {
  WHENCE_TRY(const Table table, data.table("sightings/benign"));
  WHENCE_TRY(const std::size_t value, table.column("value"));
  WHENCE_TRY(const std::size_t kind, table.column("class"));
  WHENCE_TRY(const std::size_t note, table.column("note"));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto key = indicator_key(table.text(row, value));
    if (!key)
      return Error{Code::malformed, fmt::format("sightings/benign: '{}' is no indicator", table.text(row, value))};
    const std::string_view more = table.text(row, note);
    benign.add(*key, fmt::format("{}{}{}", table.text(row, kind), more.empty() ? "" : ": ", more));
  }
  WHENCE_TRY(const Table blocks, data.table("reading/indicator-addresses"));
  WHENCE_TRY(const std::size_t why, blocks.column("note"));
  for (std::size_t row = 0; row < blocks.rows(); ++row) {
    const auto key = indicator_key(blocks.text(row, 0));
    if (key && blocks.text(row, why) != "documentation")
      benign.add(*key, fmt::format("{} address", blocks.text(row, why)));
  }
  return {};
}

class Match {
 public:
  Match(const MatchRequest& request, const TellMatch& tell) : request_(request), tell_(tell) {}

  Result<void> read_lists(const Data& data);
  Result<void> read_log(std::size_t number, const std::function<void(std::size_t, std::uint64_t)>& progress);
  MatchSummary finish();

 private:
  struct Seen {
    std::uint64_t told = 0, held_back = 0;
    bool judged = false;
    std::string_view benign;        // of the indicator itself
    std::string_view held_because;  // of what was seen
  };
  Result<void> seen(const std::string& log, std::uint32_t indicator, const Sighting& sighting);
  IndicatorCount row(std::uint32_t number, std::uint64_t lines, std::string_view benign) const;

  const MatchRequest& request_;
  const TellMatch& tell_;
  IndicatorSet set_;
  BenignList benign_;
  std::map<std::uint32_t, Seen> seen_;
  MatchSummary summary_;
};

Result<void> Match::read_lists(const Data& data) {
  WHENCE_TRY(const IndicatorLists lists, IndicatorLists::open(data));
  if (request_.own_benign) {
    if (const Result<void> added = add_own_benign(data, benign_); !added) return added;
  }
  for (const std::string& path : request_.benign_lists) {
    WHENCE_TRY(ListSummary summary, lists.read(path, request_, [&](const IndicatorKey& key, std::uint32_t line) {
      benign_.add(key, fmt::format("{}:{}", path, line));
      return Result<bool>(true);
    }));
    summary_.benign_lists.push_back(std::move(summary));
  }
  benign_.build();
  for (std::size_t i = 0; i < request_.lists.size(); ++i) {
    WHENCE_TRY(ListSummary summary,
               lists.read(request_.lists[i], request_, [&](const IndicatorKey& key, std::uint32_t line) {
                 return set_.add(key, static_cast<std::uint32_t>(i), line);
               }));
    summary_.lists.push_back(std::move(summary));
  }
  set_.build();
  if (set_.size() == 0)
    return Error{Code::malformed, fmt::format("{}: no indicator in it that is matched; see docs/match.md for the forms",
                                              fmt::join(request_.lists, ", "))};
  summary_.indicators = set_.size();
  summary_.text_bytes = set_.text_bytes();
  summary_.other_bytes = set_.other_bytes();
  return {};
}

Result<void> Match::seen(const std::string& log, std::uint32_t indicator, const Sighting& sighting) {
  Seen& seen = seen_[indicator];
  if (!seen.judged) seen.benign = benign_.reason(sighting.kind, sighting.indicator);
  seen.judged = true;
  Sighting told = sighting;
  told.benign = seen.benign;
  // An address in a range of the list may be no finding though the range is one.
  if (told.benign.empty() && sighting.kind == IndicatorKind::range)
    told.benign = benign_.reason(IndicatorKind::address, sighting.seen);
  if (told.benign.empty()) {
    ++seen.told;
  } else {
    ++seen.held_back;
    seen.held_because = told.benign;
  }
  return tell_(log, summary_.lists[sighting.list].name, told);
}

Result<void> Match::read_log(std::size_t number, const std::function<void(std::size_t, std::uint64_t)>& progress) {
  const std::string& path = request_.logs[number];
  LogSummary log;
  log.name = path == "-" ? "standard input" : path;
  auto stream = open_input(request_, path);
  if (!stream) {
    log.problem = stream.error().message;
    summary_.logs.push_back(std::move(log));
    return {};
  }
  const auto counts = match_log(
      set_, request_.match, [&](char* into, std::size_t size) { return stream.value().read(into, size); },
      [&](std::uint32_t indicator, const Sighting& sighting) { return seen(log.name, indicator, sighting); },
      [&](std::uint64_t bytes) {
        if (progress) progress(number, bytes);
      });
  if (!counts) return counts.error();
  log.counts = *counts;
  log.packing = stream->packing();
  log.transcoded = stream->transcoded();
  if (stream->problem()) log.problem = stream->problem()->message;
  summary_.logs.push_back(std::move(log));
  return {};
}

IndicatorCount Match::row(std::uint32_t number, std::uint64_t lines, std::string_view benign) const {
  return {set_.kind(number),  std::string(set_.text(number)), set_.list(number), set_.line(number), lines,
          std::string(benign)};
}

MatchSummary Match::finish() {
  for (const auto& [number, seen] : seen_) {
    summary_.told += seen.told;
    summary_.held_back += seen.held_back;
    if (seen.told != 0) summary_.counts.push_back(row(number, seen.told, {}));
    if (seen.held_back != 0) summary_.counts.push_back(row(number, seen.held_back, seen.held_because));
  }
  std::sort(summary_.counts.begin(), summary_.counts.end(), [](const IndicatorCount& a, const IndicatorCount& b) {
    if (a.lines != b.lines) return a.lines > b.lines;
    return a.text != b.text ? a.text < b.text : a.benign < b.benign;
  });
  return std::move(summary_);
}

}  // namespace

Result<ByteStream> open_input(const MatchRequest& request, const std::string& name) {
  const auto here = request.here.find(name);
  return here == request.here.end() ? ByteStream::open(name, request.stream)
                                    : ByteStream::over(here->second, name, request.stream);
}

Result<MatchSummary> match_logs(const Data& data, const MatchRequest& request, const TellMatch& tell,
                                const std::function<void(std::size_t, std::uint64_t)>& progress) {
  Match match(request, tell);
  if (const Result<void> ready = match.read_lists(data); !ready) return ready.error();
  for (std::size_t i = 0; i < request.logs.size(); ++i) {
    if (const Result<void> done = match.read_log(i, progress); !done) return done.error();
  }
  return match.finish();
}

}  // namespace whence
