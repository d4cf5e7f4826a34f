#include "engine/report_file.h"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "engine/dyads.h"
#include "engine/engine.h"
#include "engine/ledger_names.h"
#include "engine/page_data.h"
#include "format/report_dyads.h"
#include "format/report_weigh.h"

namespace whence {
namespace {

// Of the public record, for every pair of which this document tells an accusation.
Result<std::vector<AccusationSeries>> series_between(const Data& data, const Reading& reading) {
  std::set<std::pair<std::string, std::string>> pairs;
  for (const Claim& claim : reading.claims) {
    if (!is_accusation(claim.act) || claim.denied) continue;
    for (const Party& source : claim.source) {
      for (const Party& accused : claim.accused) {
        if (source.state && accused.state && source.state != accused.state)
          pairs.emplace(*source.state, *accused.state);
      }
    }
  }
  std::vector<AccusationSeries> series;
  WHENCE_TRY(const StateNames states, StateNames::load(data));
  for (const auto& [accuser, accused] : pairs) {
    DyadRequest request;
    request.a = accuser;
    request.b = accused;
    WHENCE_TRY(const DyadView view, dyads(data, nullptr, request));
    const PartyNames names{{accuser, states.name(accuser)}, {accused, states.name(accused)}};
    for (const Dyad& dyad : view.dyads) {
      if (dyad.accuser == accuser && !dyad.events.empty()) series.push_back(series_of(dyad, view.from, names));
    }
  }
  return series;
}

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
  if (!page.brief) {
    WHENCE_TRY(page.series, series_between(data, reading));
  }
  return report_reading(reading, texts, page);
}

Result<std::string> report_file(const Data& data, const ReportRequest& request, const Limits& limits) {
  WHENCE_TRY(std::string bytes, read_file(request.file, limits));
  if (is_case(bytes, request.file)) {
    WHENCE_TRY(const Case incident, case_from(data, std::move(bytes), request.file, limits));
    return report_case(data, incident, request.page, request.parameters);
  }
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  WHENCE_TRY(const Reading reading, desk.read(std::move(bytes), request.file, request.stated, limits));
  return report_document(data, reading, request.page);
}

}  // namespace whence
