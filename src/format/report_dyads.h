// Relations between states as one self-contained HTML file, and the drawing of a series that reports share. Captions
// say what is counted: accusations of this ledger.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "format/markup.h"
#include "format/page_dyads.h"
#include "format/report_reading.h"
#include "model/dyads.h"

namespace whence {

// A figure: bars by year over a line of years, and its caption. Empty for no years.
Markup series_figure(const AccusationSeries& series);
// Of one direction of a pair. Requires: the window starts with the year `from`.
AccusationSeries series_of(const Dyad& dyad, Date from, const PartyNames& names);

std::string report_dyads(const DyadView& view, const PartyNames& names, const ReportOptions& options);

}  // namespace whence
