// Observations out of logs and exports: delimited text or one JSON object a line, told by the first byte; which product
// wrote it, by its columns or keys. docs/formats/observations.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_stream.h"
#include "base/limits.h"
#include "base/result.h"
#include "format/observation_forms.h"
#include "model/observation.h"

namespace whence {

// Whole lines read so far, and what tells them from other lines.
struct LinePlace {
  std::uint64_t line = 0, digest = 0;
  bool operator==(const LinePlace&) const = default;
};

struct ObservationInput {
  ReadBytes read;
  std::function<bool()> damaged;                // what `read` gave ends where it should not; may be empty
  std::size_t longest = std::size_t{1} << 20U;  // of a line, in bytes
  LinePlace from;                               // lines up to there are passed over
};

struct ObservationShape {
  bool json = false;
  std::uint64_t lines = 0;                     // records, without remarks, names of columns and those passed over
  std::uint64_t unusable = 0;                  // lines of which nothing can be used
  std::uint64_t silent = 0;                    // lines that state nothing of two objects: a query without answer
  std::map<std::string, std::uint64_t> forms;  // lines by form
  LinePlace reached;
};

struct ObservationCalls {
  // `before`: the place before the line.
  std::function<void(Observation&& seen, const LinePlace& before)> take;
  // A line of which something cannot be used; `what` is one of few texts.
  std::function<void(std::uint64_t line, std::string_view what)> odd;
};

// Observations have no file yet. Errors: no form is told by the columns (CSV only); conflict: the lines up to `from`
// are not those it stands for, and nothing was taken.
Result<ObservationShape> read_observations(const ObservationInput& input, const ObservationForms& forms,
                                           const Limits& limits, const ObservationCalls& calls);

// "2026-08-02", "2026-08", "2026-08-02T01:22:33+0200" (its day in UTC), or seconds, milliseconds or microseconds since
// 1970; the day. `last`: the last day it can mean.
std::optional<Day> observed_day(std::string_view text, bool last);

}  // namespace whence
