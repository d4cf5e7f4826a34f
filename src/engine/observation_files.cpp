#include "engine/observation_files.h"

#include <unordered_map>

#include <fmt/format.h>

#include "base/text.h"
#include "engine/trace.h"
#include "store/observations.h"

namespace whence {
namespace {

constexpr std::size_t most_oddities = 10, longest_line = std::size_t{1} << 20U, most_in_group = 50'000;

void odd(std::vector<Oddity>& oddities, std::string where, std::string what) {
  if (oddities.size() < most_oddities) oddities.push_back({std::move(where), std::move(what)});
}

// Gathers observations into groups and keeps them.
class Keeping {
 public:
  Keeping(ObservationStore& store, const TraceSettings& settings, const NameObject& name, ObservationImport& result)
      : store_(store), settings_(settings), name_(name), result_(result) {}

  Result<void> take(Observation&& seen) {
    const Relation* const relation = relation_of(seen.relation);
    if (relation == nullptr) {
      ++unknown_;
      odd(oddities_, fmt::format("{}:{}", seen.file, seen.line),
          fmt::format("relation '{}' is unknown; data/infrastructure/relations.tsv lists those known",
                      visible(std::string_view(seen.relation).substr(0, 60))));
      return {};
    }
    seen.relation = relation->id;
    const bool between = relation->does == Does::carries || relation->does == Does::touches;
    std::string subject = object_key(name_(seen.subject, {}));
    std::string object = between ? object_key(name_(seen.object, relation->object_kind)) : seen.object;
    group_.push_back({std::move(subject), std::move(object), std::move(seen)});
    return group_.size() < most_in_group ? Result<void>() : flush();
  }

  Result<void> flush() {
    WHENCE_TRY(const std::size_t fresh, store_.keep(group_, {}));
    result_.kept += fresh;
    result_.known += group_.size() - fresh;
    group_.clear();
    return {};
  }

  void finish() {
    result_.file.unusable += unknown_;
    for (Oddity& one : oddities_) odd(result_.file.oddities, std::move(one.where), std::move(one.what));
  }

 private:
  // A file has few relations, but may be anybody's.
  const Relation* relation_of(const std::string& name) {
    constexpr std::size_t most = 1000;
    if (relations_.size() > most) relations_.clear();
    const auto [at, fresh] = relations_.try_emplace(name, nullptr);
    if (fresh) at->second = settings_.relation(name);
    return at->second;
  }

  ObservationStore& store_;
  const TraceSettings& settings_;
  const NameObject& name_;
  std::unordered_map<std::string, const Relation*> relations_;
  ObservationImport& result_;
  std::vector<KeyedObservation> group_;
  std::uint64_t unknown_ = 0;
  std::vector<Oddity> oddities_;
};

}  // namespace

Result<ObservationColumns> observation_columns(const Data& data) {
  WHENCE_TRY(const Table table, data.table("infrastructure/observation-columns"));
  WHENCE_TRY(const std::size_t meaning, table.column("meaning"));
  ObservationColumns columns;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    columns.emplace(table.text(row, 0), table.text(row, meaning));
  }
  return columns;
}

Result<ObservationFile> read_observation_file(const ObservationColumns& columns, const std::string& path,
                                              const StreamLimits& stream, const Limits& limits,
                                              const std::function<Result<void>(Observation&& seen)>& take) {
  ObservationFile file;
  file.name = path == "-" ? "standard input" : path;
  WHENCE_TRY(ByteStream bytes, ByteStream::open(path, stream));
  std::optional<Error> refused;
  const auto shape = read_observations(
      [&](char* into, std::size_t size) { return refused ? 0 : bytes.read(into, size); }, columns, longest_line, limits,
      [&](Observation&& seen) {
        if (refused) return;
        seen.file = file.name;
        if (auto taken = take(std::move(seen)); !taken) refused = taken.error();
      },
      [&](std::uint64_t line, std::string_view what) {
        odd(file.oddities, fmt::format("{}:{}", file.name, line), std::string(what));
      });
  if (refused) return *refused;
  if (!shape) return Error{shape.error().code, fmt::format("{}: {}", file.name, shape.error().message)};
  file.lines = shape->lines;
  file.unusable = shape->unusable;
  if (bytes.problem()) odd(file.oddities, file.name, bytes.problem()->message);
  return file;
}

Result<ObservationImport> import_observations(const Data& data, Workspace& workspace, const std::string& path,
                                              const StreamLimits& stream, const Limits& limits,
                                              const ProgressCall& progress) {
  WHENCE_TRY(const TraceSettings settings, trace_settings(data));
  WHENCE_TRY(const NameObject name, object_names(data));
  WHENCE_TRY(const ObservationColumns columns, observation_columns(data));
  const auto store = observations_in(workspace);
  ObservationImport result;
  Keeping keeping(*store, settings, name, result);
  std::size_t lines = 0;
  WHENCE_TRY(result.file, read_observation_file(columns, path, stream, limits, [&](Observation&& seen) {
               if (progress && ++lines % 10'000 == 0) progress(lines, 0);
               return keeping.take(std::move(seen));
             }));
  if (auto kept = keeping.flush(); !kept) return kept.error();
  keeping.finish();
  return result;
}

}  // namespace whence
