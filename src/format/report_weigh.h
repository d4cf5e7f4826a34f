// The page to brief from after weighing a case: one self-contained HTML file. No figure stands above the cluster, and
// none in any list of what may be said.
#pragma once

#include <string>

#include "format/page_texts.h"
#include "format/report_reading.h"
#include "model/posterior.h"

namespace whence {

// TLP, who prepared it and the number of the draft come from the case; `options` overrides the first two where it is
// not empty. The second reader is who has signed the case (format/case_log.h).
std::string report_weigh(const Answer& answer, const PageTexts& texts, const ReportOptions& options);

}  // namespace whence
