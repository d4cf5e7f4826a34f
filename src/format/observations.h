// Observations of network objects: CSV with a line of column names, or JSON Lines; told by the first byte. Passive DNS
// in its common output format is such a file. docs/formats/observations.md.
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
#include "model/observation.h"

namespace whence {

// What files call their columns or keys, in lower case, and which of ours they mean: subject, relation, object, from,
// to, source.
using ObservationColumns = std::map<std::string, std::string, std::less<>>;

struct ObservationShape {
  bool json = false;
  std::uint64_t lines = 0, unusable = 0;  // without remarks and empty ones
};

// Observations have no file yet. What cannot be used goes to `odd`, and the file is read on; a line longer than
// `longest` is such. Errors: CSV without columns for subject, relation and object.
Result<ObservationShape> read_observations(const ReadBytes& read, const ObservationColumns& columns,
                                           std::size_t longest, const Limits& limits,
                                           const std::function<void(Observation&& seen)>& take,
                                           const std::function<void(std::uint64_t line, std::string_view what)>& odd);

// "2026-08-02", "2026-08", "2026-08-02T11:22:33Z" or seconds since 1970; the day. `last`: the last day it can mean.
std::optional<Day> observed_day(std::string_view text, bool last);

}  // namespace whence
