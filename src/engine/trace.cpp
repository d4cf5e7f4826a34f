#include "engine/trace.h"

#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "engine/indicator_lists.h"
#include "engine/weigh_case.h"
#include "format/observations.h"
#include "reading/indicators/public_suffix.h"
#include "sightings/indicator_key.h"

namespace whence {
namespace {

constexpr std::size_t most_oddities = 10, longest_line = std::size_t{1} << 20U;

Result<ObservationColumns> observation_columns(const Data& data) {
  WHENCE_TRY(const Table table, data.table("infrastructure/observation-columns"));
  WHENCE_TRY(const std::size_t meaning, table.column("meaning"));
  ObservationColumns columns;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    columns.emplace(table.text(row, 0), table.text(row, meaning));
  }
  return columns;
}

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
class Intake {
 public:
  Intake(const ObservationColumns& columns, const TraceRequest& request, TraceInput& input)
      : columns_(columns), request_(request), input_(input) {}

  Result<void> read(const std::string& path) {
    const std::string name = path == "-" ? "standard input" : path;
    WHENCE_TRY(ByteStream stream, ByteStream::open(path, request_.stream));
    bool full = false;
    const auto shape = read_observations(
        [&](char* into, std::size_t size) { return full ? 0 : stream.read(into, size); }, columns_, longest_line,
        request_.limits,
        [&](Observation&& seen) {
          full = full || input_.observations.size() >= request_.most_observations;
          if (full) return;
          seen.file = name;
          input_.observations.push_back(std::move(seen));
        },
        [&](std::uint64_t line, std::string_view what) { odd(fmt::format("{}:{}", name, line), std::string(what)); });
    if (!shape) return Error{shape.error().code, fmt::format("{}: {}", name, shape.error().message)};
    if (full) {
      return Error{Code::limit, fmt::format("{}: more than {} observations; cut the file by time or by object", name,
                                            request_.most_observations)};
    }
    unusable += shape->unusable;
    if (stream.problem()) odd(name, stream.problem()->message);
    return {};
  }

  std::vector<Oddity> oddities;
  std::uint64_t unusable = 0;

 private:
  void odd(std::string where, std::string what) {
    if (oddities.size() < most_oddities) oddities.push_back({std::move(where), std::move(what)});
  }

  const ObservationColumns& columns_;
  const TraceRequest& request_;
  TraceInput& input_;
};

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
  WHENCE_TRY(tables.sharings, data.table("priors/shared-objects"));
  WHENCE_TRY(tables.relations, data.table("infrastructure/relations"));
  WHENCE_TRY(tables.intermediaries, data.table("infrastructure/intermediaries"));
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

Result<Trace> trace_files(const Data& data, const TraceRequest& request) {
  WHENCE_TRY(TraceSettings settings, trace_settings(data));
  WHENCE_TRY(const NameObject name, object_names(data));
  WHENCE_TRY(const ObservationColumns columns, observation_columns(data));
  settings.hops = request.hops.value_or(settings.hops);
  settings.carriers = request.carriers.value_or(settings.carriers);
  settings.nodes = request.nodes.value_or(settings.nodes);
  TraceInput input;
  input.pivots = request.pivots;
  if (request.window) {
    input.window = window_between(*request.window);
  }
  WHENCE_TRY(const bool exercise, add_seeds(data, request, input));
  Intake intake(columns, request, input);
  for (const std::string& path : request.observations) {
    if (const Result<void> done = intake.read(path); !done) return done.error();
  }
  Trace result = trace(std::move(input), settings, name);
  result.exercise = exercise;
  result.data = data.hash();
  result.counts.unusable = intake.unusable;
  result.oddities.insert(result.oddities.begin(), intake.oddities.begin(), intake.oddities.end());
  return result;
}

}  // namespace whence
