#include "engine/trace.h"

#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "engine/indicator_lists.h"
#include "engine/observation_files.h"
#include "engine/weigh_case.h"
#include "lexicon/parameters.h"
#include "lexicon/state_facts.h"
#include "reading/indicators/public_suffix.h"
#include "sightings/indicator_key.h"
#include "store/observations.h"

namespace whence {
namespace {

Window window_between(const Interval& interval) {
  Observation ends;
  if (interval.from) ends.from = interval.from->first;
  if (interval.to) ends.to = last_day(*interval.to);
  return window_of(ends);
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 10 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "AS64500" of "as64500", and of "64500" where it is known to be one.
std::string as_number(std::string_view text, bool known) {
  const std::string small = lower(text);
  if (small.starts_with("as") && is_number(std::string_view(small).substr(2))) return "AS" + small.substr(2);
  return known && is_number(small) ? "AS" + small : std::string();
}

ObjectName domain_name(std::string name, std::string_view kind) {
  while (name.ends_with('.')) name.pop_back();
  const std::string registered = registrable_domain(name);
  if (registered == name || registered.empty()) return {name, std::string(kind), {}, false, false};
  return {registered, std::string(kind), name, false, false};
}

ObjectName named_by_form(const IndicatorLists& lists, std::string_view text) {
  if (std::string number = as_number(text, false); !number.empty()) return {std::move(number), "AS", {}, false, false};
  const auto key = lists.key_of(text, std::nullopt);
  if (!key) return {lower(text), text.starts_with("case ") ? "case" : "name", {}, false, false};
  switch (key->kind) {
    case IndicatorKind::domain:
      return domain_name(key->text, "domain");
    case IndicatorKind::url: {
      const UrlParts parts = url_parts(key->text, {});
      ObjectName host = named_by_form(lists, parts.host);
      host.seen_as = std::string(trim(text));
      return host;
    }
    case IndicatorKind::address:
      return {key->text, "address", {}, false, false};
    case IndicatorKind::range:
      return {key->text, "prefix", {}, false, false};
    case IndicatorKind::email:
      return {key->text, "mail", {}, false, false};
    case IndicatorKind::hash:
      return {key->text, "file", {}, false, false};
  }
  return {};
}

// Reads the files one after the other into `input`.
Result<void> add_files(const Data& data, const TraceRequest& request, TraceInput& input, Trace& result) {
  if (request.observations.empty()) return {};
  WHENCE_TRY(const ObservationForms forms, observation_forms(data));
  for (const std::string& path : request.observations) {
    WHENCE_TRY(PeekedFile opened, PeekedFile::open(path, request.stream));
    const auto take = [&](Observation&& seen, const LinePlace&) -> Result<void> {
      if (input.observations.size() >= request.most_observations)
        return Error{Code::limit, fmt::format("{}: more than {} observations; keep them with whence import and trace "
                                              "from the workspace",
                                              seen.file, request.most_observations)};
      input.observations.push_back(std::move(seen));
      return {};
    };
    WHENCE_TRY(const ObservationFile file, read_observation_file(forms, opened, {}, request.limits, take, {}));
    result.counts.unusable += file.shape.unusable;
    for (Oddity& one : oddities_of(file)) result.oddities.push_back(std::move(one));
  }
  return {};
}

NearTie tie_of(const TraceSettings& settings, std::string_view name) {
  const Relation* relation = settings.relation(name);
  if (relation == nullptr || relation->does == Does::notes) return NearTie::nothing;
  if (relation->does == Does::carries) return NearTie::carries;
  if (relation->does == Does::touches) return NearTie::touches;
  return relation->does == Does::provider ? NearTie::leads : NearTie::says;
}

// What the workspace holds around the seeds.
Result<void> add_kept(Workspace& workspace, const TraceSettings& settings, const NameObject& name, TraceInput& input,
                      Trace& result) {
  NearLimits limits;
  limits.hops = settings.hops;
  limits.nodes = settings.nodes;
  limits.carriers = settings.carriers;
  limits.tie = [&](std::string_view relation) { return tie_of(settings, relation); };
  std::vector<std::string> keys;
  for (const TraceSeed& seed : input.seeds) keys.push_back(object_key(name(seed.text, seed.kind)));
  WHENCE_TRY(ObservedAround around, observations_in(workspace)->near(keys, limits));
  for (Observation& seen : around.observations) input.observations.push_back(std::move(seen));
  input.holders = std::move(around.holders);
  result.counts.full = around.full;
  return {};
}

Result<bool> add_seeds(const Data& data, const TraceRequest& request, TraceInput& input) {
  bool exercise = false;
  for (const std::string& seed : request.seeds) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(seed, ignored)) {
      input.seeds.push_back({seed, {}, {}});
      continue;
    }
    WHENCE_TRY(std::string bytes, read_file(seed, request.limits));
    WHENCE_TRY(const Case incident, case_from(data, std::move(bytes), seed, request.limits));
    add_case(incident, input);
    exercise = exercise || incident.exercise;
  }
  if (input.seeds.empty()) {
    return Error{
        Code::not_found,
        "trace: no object to begin with; name one, or a case whose items include an indicator of the incident"};
  }
  if (input.name.empty()) input.name = input.seeds.front().text;
  return exercise;
}

}  // namespace

Result<TraceSettings> trace_settings(const Data& data) {
  TraceTables tables;
  WHENCE_TRY(tables.numbers, data.table("priors/trace"));
  WHENCE_TRY(tables.objects, read_shared_objects(data));
  WHENCE_TRY(tables.relations, data.table("infrastructure/relations"));
  WHENCE_TRY(tables.intermediaries, data.table("infrastructure/intermediaries"));
  WHENCE_TRY(const Priors priors, load_priors(data));
  WHENCE_TRY(tables.control_ratio, priors.parameters.value("control_ratio"));
  return trace_settings(tables);
}

void add_case(const Case& incident, TraceInput& input) {
  if (input.name.empty()) input.name = "case " + incident.name;
  for (const Evidence& item : incident.evidence) {
    if (item.kind != EvidenceKind::indicator || !item.passage.empty()) continue;
    TraceSeed seed{item.value, {}, {}};
    if (item.seen) seed.seen = window_between(*item.seen);
    input.seeds.push_back(std::move(seed));
    if (item.via.empty()) continue;
    Observation used;
    used.subject = item.value;
    used.relation = "is";
    used.object = item.via;
    used.source = item.origin;
    used.file = incident.file;
    used.line = item.line;
    input.observations.push_back(std::move(used));
  }
}

Result<NameObject> object_names(const Data& data) {
  WHENCE_TRY(IndicatorLists opened, IndicatorLists::open(data));
  const auto lists = std::make_shared<const IndicatorLists>(std::move(opened));  // owners: the copies of the function
  return NameObject([lists](std::string_view text, std::string_view kind) -> ObjectName {
    text = trim(text);
    if (kind.empty()) return named_by_form(*lists, text);
    if (kind == "case") return {std::string(text), "case", {}, false, false};
    if (std::string number = as_number(text, kind == "AS"); kind == "AS" && !number.empty()) {
      return {std::move(number), "AS", {}, true, false};
    }
    ObjectName name = named_by_form(*lists, text);
    name.stated = true;
    name.apart = name.kind == "domain" && kind != "domain";
    name.kind = kind;
    return name;
  });
}

namespace {

Result<Trace> run(const Data& data, Workspace* workspace, const TraceRequest& request, TraceInput input) {
  WHENCE_TRY(TraceSettings settings, trace_settings(data));
  WHENCE_TRY(const NameObject name, object_names(data));
  settings.hops = request.hops.value_or(settings.hops);
  settings.carriers = request.carriers.value_or(settings.carriers);
  settings.nodes = request.nodes.value_or(settings.nodes);
  input.pivots = request.pivots;
  if (request.window) {
    input.window = window_between(*request.window);
  }
  Trace read;
  if (auto done = add_files(data, request, input, read); !done) return done.error();
  if (workspace != nullptr) {
    if (auto done = add_kept(*workspace, settings, name, input, read); !done) return done.error();
  }
  Trace result = trace(std::move(input), settings, name);
  result.data = data.hash();
  result.counts.unusable = read.counts.unusable;
  result.counts.full = result.counts.full || read.counts.full;
  result.oddities.insert(result.oddities.begin(), read.oddities.begin(), read.oddities.end());
  return result;
}

}  // namespace

Result<Trace> trace_files(const Data& data, Workspace* workspace, const TraceRequest& request) {
  TraceInput input;
  WHENCE_TRY(const bool exercise, add_seeds(data, request, input));
  WHENCE_TRY(Trace result, run(data, workspace, request, std::move(input)));
  result.exercise = exercise;
  return result;
}

Result<Trace> trace_objects(const Data& data, Workspace* workspace, const Case* incident,
                            const std::vector<std::string>& objects, const TraceRequest& request) {
  TraceInput input;
  if (incident != nullptr) add_case(*incident, input);
  for (const std::string& object : objects) input.seeds.push_back({object, {}, {}});
  if (input.seeds.empty()) {
    const std::string place = incident != nullptr ? incident->file : "trace";
    return Error{Code::not_found, fmt::format("{}: no indicator of the incident to trace from", place)};
  }
  if (input.name.empty()) input.name = input.seeds.front().text;
  WHENCE_TRY(Trace result, run(data, workspace, request, std::move(input)));
  result.exercise = incident != nullptr && incident->exercise;
  return result;
}

Result<Trace> trace_case(const Data& data, const Case& incident, const TraceRequest& request) {
  return trace_objects(data, nullptr, &incident, {}, request);
}

}  // namespace whence
