#include "engine/weigh_case.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/file.h"
#include "base/hash.h"
#include "engine/case_of_reading.h"
#include "engine/import_exchange.h"
#include "engine/read.h"
#include "engine/weigh_desk.h"
#include "format/case_list.h"
#include "format/case_yaml.h"
#include "format/misp.h"
#include "format/stix.h"
#include "format/tables.h"
#include "knowledge/knowledge.h"
#include "lexicon/parameters.h"

namespace whence {
namespace {

constexpr std::size_t form_shows = std::size_t{1} << 16U;  // bytes in which a file's form shows

Result<CountryCodes> country_codes(const Data& data) {
  WHENCE_TRY(const Table states, data.table("gazetteer/states"));
  WHENCE_TRY(const std::size_t code, states.column("code"));
  CountryCodes codes;
  for (std::size_t row = 0; row < states.rows(); ++row) codes.emplace(states.text(row, code));
  return codes;
}

Result<Case> case_from_document(const Data& data, std::string bytes, const std::string& name, const Limits& limits) {
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  WHENCE_TRY(const Reading reading, desk.read(std::move(bytes), name, {}, limits));
  WHENCE_TRY(const CaseWords words, CaseWords::load(data));
  return case_of_reading(reading, words);
}

// A bundle or an event that carries a case of ours is that case; another's is what it shows.
Result<Case> case_from_exchange(const Data& data, ExchangeForm form, const std::string& bytes, const std::string& name,
                                const Limits& limits) {
  std::vector<ReceivedCase> ours;
  if (form == ExchangeForm::stix) {
    WHENCE_TRY(StixReading read, read_stix(bytes, name, limits));
    ours = std::move(read.ours.cases);
  } else if (form == ExchangeForm::misp) {
    WHENCE_TRY(MispReading read, read_misp(bytes, name, limits));
    ours = std::move(read.ours.cases);
  }
  if (!ours.empty()) {
    std::string& own = ours.front().yaml;
    if (case_form(own, "-") == CaseForm::list) return read_case_list(std::move(own), name, limits);
    WHENCE_TRY(const CountryCodes codes, country_codes(data));
    return read_case(std::move(own), name, codes, limits);
  }
  WHENCE_TRY(Case incident, form == ExchangeForm::stix   ? case_from_stix(bytes, name, limits)
                            : form == ExchangeForm::misp ? case_from_misp(bytes, name, limits)
                                                         : read_navigator(bytes, name, limits));
  incident.sha256 = sha256(bytes);
  if (incident.name.empty()) incident.name = name;
  return incident;
}

}  // namespace

bool is_case(std::string_view bytes, std::string_view name) {
  return exchange_form(bytes.substr(0, form_shows)) || case_form(bytes, name) != CaseForm::none;
}

Result<Case> case_from(const Data& data, std::string bytes, const std::string& name, const Limits& limits) {
  if (const auto form = exchange_form(std::string_view(bytes).substr(0, form_shows)))
    return case_from_exchange(data, *form, bytes, name, limits);
  switch (case_form(bytes, name)) {
    case CaseForm::yaml: {
      WHENCE_TRY(const CountryCodes codes, country_codes(data));
      return read_case(std::move(bytes), name, codes, limits);
    }
    case CaseForm::list:
      return read_case_list(std::move(bytes), name, limits);
    case CaseForm::none:
      return case_from_document(data, std::move(bytes), name, limits);
  }
  return Error{Code::unsupported, name + ": of no known form"};
}

Result<Case> case_of_line(const Data& data, const ReadingDesk& desk, std::string_view line, const std::string& place,
                          const Limits& limits) {
  WHENCE_TRY(const Json json, parse_json(line, place, limits));
  if (json["evidence"].is_array()) {  // JSON is YAML
    WHENCE_TRY(const CountryCodes codes, country_codes(data));
    return read_case(std::string(line), place, codes, limits);
  }
  WHENCE_TRY(const Reading reading, desk.read_line(line, place, limits));
  WHENCE_TRY(const CaseWords words, CaseWords::load(data));
  return case_of_reading(reading, words);
}

Result<Answer> weigh_case(const Data& data, const Case& incident, const std::string& parameters,
                          const WeighOptions& options) {
  WHENCE_TRY(const WeighDesk desk, WeighDesk::open(data, parameters));
  return desk.weigh(incident, options);
}

Result<std::vector<Sensitivity>> sensitivities(const Data& data, const Case& incident, const std::string& parameters,
                                               const WeighOptions& options) {
  WHENCE_TRY(Priors priors, load_priors(data, parameters));
  WHENCE_TRY(const Knowledge known, Knowledge::load(data));
  WeighOptions quick = options;
  quick.robustness = quick.above = false;
  WHENCE_TRY(const Answer now, weigh(incident, known, priors, quick));
  const Parameters base = priors.parameters;
  const auto change = [&](const Parameter& parameter, double factor) -> std::optional<double> {
    priors.parameters = base.with(parameter.id, parameter.value * factor);
    const auto then = weigh(incident, known, priors, quick);
    if (!then) return std::nullopt;
    const auto share = [&](const Answer& answer) {
      for (const Share& each : answer.levels.front().shares) {
        if (each.hypothesis.actor && each.hypothesis.actor == now.headline.id) return each.probability.value();
      }
      return 0.0;
    };
    return share(then.value()) - share(now);
  };
  std::vector<Sensitivity> rows;
  for (const auto& [id, parameter] : base.rows()) {
    Sensitivity row{parameter, 0.0, 0.0, parameter.unit != "switch"};
    const auto halved = row.movable ? change(parameter, 0.5) : std::nullopt;
    const auto doubled = row.movable ? change(parameter, 2.0) : std::nullopt;
    row.movable = halved && doubled;
    row.halved = halved.value_or(0.0);
    row.doubled = doubled.value_or(0.0);
    rows.push_back(std::move(row));
  }
  return rows;
}

Result<Answer> weigh_file(const Data& data, const WeighRequest& request, const Limits& limits) {
  WHENCE_TRY(std::string bytes, read_file(request.file, limits));
  WHENCE_TRY(const Case incident, case_from(data, std::move(bytes), request.file, limits));
  return weigh_case(data, incident, request.set, request.options);
}

}  // namespace whence
