// One log against one set of indicators: read in blocks, looked at by several threads, told in the order of the log.
// Memory is a few blocks, however long the log or a line of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "base/byte_stream.h"
#include "base/result.h"
#include "model/sighting.h"
#include "sightings/indicator_set.h"
#include "sightings/log_scan.h"

namespace whence {

struct MatchOptions {
  ScanOptions scan;
  std::size_t jobs = 1;                       // threads that look; reading has one of its own
  std::size_t block = std::size_t{1} << 20U;  // bytes looked at in one go; a longer line is looked at in parts
  std::size_t text = 512;                     // bytes of a line that go with a sighting
};

struct LogCounts {
  std::uint64_t bytes = 0, lines = 0;
  std::uint64_t sightings = 0;
  std::uint64_t long_lines = 0, first_long_line = 0;  // longer than a block; line numbers from 1
  std::uint64_t not_utf8 = 0, first_not_utf8 = 0;     // lines
  bool cut = false;                                   // the last line has no end
};

// Its views are valid during the call only. Calls come one after the other, from whichever thread; an error ends the
// run.
using TellSighting = std::function<Result<void>(std::uint32_t indicator, const Sighting& sighting)>;
using TellBytes = std::function<void(std::uint64_t bytes)>;  // so far; from the same calls

// Requires: the set is built; options.block >= 64 KiB.
Result<LogCounts> match_log(const IndicatorSet& set, const MatchOptions& options, const ReadBytes& read,
                            const TellSighting& tell, const TellBytes& progress);

}  // namespace whence
