#pragma once

#include <string>

#include "base/limits.h"
#include "base/result.h"
#include "engine/read.h"
#include "engine/weigh_case.h"
#include "format/report_reading.h"

namespace whence {

struct ReportRequest {
  std::string file;  // a case, a list of technique ids, or a document
  ReportOptions page;
  Provenance stated;  // of a document
  std::string parameters = "default";
};

// The page to brief from: of a case its answer, of a document what it says. HTML.
Result<std::string> report_file(const Data& data, const ReportRequest& request, const Limits& limits);

// The two halves, for callers that hold the case or the reading already.
Result<std::string> report_case(const Data& data, const Case& incident, ReportOptions page,
                                const std::string& parameters);
Result<std::string> report_document(const Data& data, const Reading& reading, ReportOptions page);

}  // namespace whence
