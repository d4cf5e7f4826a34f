// The page to brief from after weighing a case: one self-contained HTML file. No figure stands above the cluster, and
// none in any list of what may be said.
#pragma once

#include <string>

#include "format/page_texts.h"
#include "format/report_reading.h"
#include "model/posterior.h"

namespace whence {

// TLP, names of readers and the number of the draft come from the case; `options` overrides them where it is not empty.
std::string report_weigh(const Answer& answer, const PageTexts& texts, const ReportOptions& options);

}  // namespace whence
