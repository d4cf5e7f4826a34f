#include "engine/report_file.h"

#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "engine/engine.h"
#include "engine/page_data.h"
#include "format/case_list.h"
#include "format/report_weigh.h"

namespace whence {

namespace {

void state_versions(const Data& data, ReportOptions& page) {
  const Versions versions = versions_of(data);
  page.program = fmt::format("whence {}", versions.program);
  page.data = versions.attack.value_or(versions.data_hash.substr(0, 12));
}

}  // namespace

Result<std::string> report_case(const Data& data, const Case& incident, ReportOptions page,
                                const std::string& parameters) {
  WHENCE_TRY(const PageTexts texts, page_texts_of(data));
  state_versions(data, page);
  WHENCE_TRY(const Answer answer, weigh_case(data, incident, parameters, {}));
  return report_weigh(answer, texts, page);
}

Result<std::string> report_document(const Data& data, const Reading& reading, ReportOptions page) {
  WHENCE_TRY(const PageTexts texts, page_texts_of(data));
  state_versions(data, page);
  return report_reading(reading, texts, page);
}

Result<std::string> report_file(const Data& data, ReportRequest request, const Limits& limits) {
  WHENCE_TRY(std::string bytes, read_file(request.file, limits));
  if (case_form(bytes, request.file) != CaseForm::none) {
    WHENCE_TRY(const Case incident, case_from(data, std::move(bytes), request.file, limits));
    return report_case(data, incident, request.page, request.parameters);
  }
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  WHENCE_TRY(const Reading reading, desk.read(std::move(bytes), request.file, request.stated, limits));
  return report_document(data, reading, request.page);
}

}  // namespace whence
