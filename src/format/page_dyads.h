// Relations between states on a terminal. What is counted are accusations, as far as this ledger holds them; a page
// that shows a count says so.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "format/layout.h"
#include "model/dyads.h"

namespace whence {

using PartyNames = std::map<std::string, std::string, std::less<>>;  // by code

struct DyadPageOptions {
  PageOptions page;
  bool symmetric = false;  // also the tension of both directions taken together
};

// Twelve months at a time from the first; the last part may be shorter.
std::vector<std::size_t> by_year(const std::vector<std::size_t>& months);
// One character a year of the window: "·" none, "▁" to "█" by the greatest year of the series.
std::string sparkline(const std::vector<std::size_t>& months);

std::string page_dyads(const DyadView& view, const PartyNames& names, const DyadPageOptions& options);

// {"a", "b", "from", "to", "counts", "dyads": [...]}; docs/relations.md.
Json json_dyads(const DyadView& view, const PartyNames& names);

}  // namespace whence
