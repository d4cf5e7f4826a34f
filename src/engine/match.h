// `whence match`: lists of indicators, logs, what was seen.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/byte_stream.h"
#include "base/limits.h"
#include "base/result.h"
#include "format/indicator_list.h"
#include "lexicon/data.h"
#include "model/oddity.h"
#include "sightings/match.h"

namespace whence {

struct MatchRequest {
  std::vector<std::string> lists, logs;
  // What of these is no file but here already, by the name that stands there.
  std::map<std::string, std::string, std::less<>> here;
  std::vector<std::string> benign_lists;  // beside the table of data/sightings/
  bool own_benign = true;                 // use that table
  ListOptions list;
  MatchOptions match;
  StreamLimits stream;
  Limits limits;
};

struct ListSummary {
  std::string name;
  ListShape shape;
  std::uint64_t taken = 0, known = 0;  // new ones; those that an earlier line or list had
  std::uint64_t unusable = 0;          // odd values and records
  std::vector<Oddity> oddities;        // the first few of them
  std::optional<std::string> problem;  // the list could not be read, or not to its end
};

struct LogSummary {
  std::string name, packing;
  bool transcoded = false;
  LogCounts counts;
  std::optional<std::string> problem;
};

struct IndicatorCount {
  IndicatorKind kind = IndicatorKind::domain;
  std::string text;
  std::uint32_t list = 0, list_line = 0;
  std::uint64_t lines = 0;  // of logs that hold it
  std::string benign;       // why its sightings are held back; empty: they are told
};

struct MatchSummary {
  std::vector<ListSummary> lists, benign_lists;
  std::vector<LogSummary> logs;
  std::uint32_t indicators = 0;
  std::uint64_t text_bytes = 0, other_bytes = 0;  // of memory that they take
  std::uint64_t told = 0, held_back = 0;          // sightings
  std::vector<IndicatorCount> counts;             // most often seen first; held-back ones in rows of their own
};

// What a list or log of that name holds.
Result<ByteStream> open_input(const MatchRequest& request, const std::string& name);

// A sighting that is told, or one held back (`benign` says why). An error ends the run.
using TellMatch =
    std::function<Result<void>(const std::string& log, const std::string& list, const Sighting& sighting)>;

// A list that cannot be read is an error, a log that cannot be read to its end an entry of the summary. `progress`
// takes the log's number and the bytes unpacked of it.
Result<MatchSummary> match_logs(const Data& data, const MatchRequest& request, const TellMatch& tell,
                                const std::function<void(std::size_t log, std::uint64_t bytes)>& progress);

}  // namespace whence
