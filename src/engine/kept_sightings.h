// Sightings of `whence match` as observations of the workspace: which indicator was seen in which log, when first and
// last, by which list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "infrastructure/object_graph.h"
#include "model/observation.h"
#include "model/sighting.h"
#include "store/workspace.h"

namespace whence {

// The first day that stands in the line, as a date (2026-08-02) or in seconds since 1970; most logs begin with it.
std::optional<Day> day_in_line(std::string_view line);

class KeptSightings {
 public:
  // Requires: `workspace` outlives this and is open for writing. `name`: of object_names().
  KeptSightings(Workspace& workspace, NameObject name) : workspace_(workspace), name_(std::move(name)) {}

  // Memory is for one observation for each indicator and log, and those are kept when there are very many.
  Result<void> take(const Sighting& sighting, const std::string& log, const std::string& list);
  // Keeps what is left. Answers how many observations were new to the workspace.
  Result<std::size_t> finish();

 private:
  struct Seen {
    std::string list;
    std::uint64_t line = 0;
    std::optional<Day> first, last;
  };
  Result<void> keep();

  Workspace& workspace_;
  NameObject name_;
  std::map<std::pair<std::string, std::string>, Seen> seen_;  // by log and indicator
  std::size_t kept_ = 0;
};

}  // namespace whence
