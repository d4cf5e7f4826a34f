#include "engine/report_file.h"

#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "engine/engine.h"
#include "engine/page_data.h"
#include "format/report_weigh.h"

namespace whence {

Result<std::string> report_file(const Data& data, ReportRequest request, const Limits& limits) {
  WHENCE_TRY(const PageTexts texts, page_texts_of(data));
  const Versions versions = versions_of(data);
  request.page.program = fmt::format("whence {}", versions.program);
  request.page.data = versions.attack.value_or(versions.data_hash.substr(0, 12));
  WHENCE_TRY(std::string bytes, read_file(request.file, limits));
  if (is_case(bytes, request.file)) {
    WHENCE_TRY(const Case incident, case_from(data, std::move(bytes), request.file, limits));
    WHENCE_TRY(const Answer answer, weigh_case(data, incident, request.parameters, {}));
    return report_weigh(answer, texts, request.page);
  }
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  WHENCE_TRY(const Reading reading, desk.read(std::move(bytes), request.file, request.stated, limits));
  return report_reading(reading, texts, request.page);
}

}  // namespace whence
