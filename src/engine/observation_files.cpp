#include "engine/observation_files.h"

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "engine/trace.h"
#include "store/observations.h"

namespace whence {
namespace {

constexpr std::size_t longest_line = std::size_t{1} << 20U, most_in_group = 100'000, most_oddities = 50;

// By reason; what they are is for the reader and for whoever keeps to say, and may quote the file.
class Oddities {
 public:
  void add(std::uint64_t line, std::string_view what) {
    auto found = counts_.find(what);
    if (found == counts_.end()) {
      const bool room = counts_.size() < most_oddities;
      found = counts_.try_emplace(room ? std::string(what) : "other reasons", LineOddity{}).first;
      if (found->second.lines == 0) found->second = {found->first, line, 0};
    }
    ++found->second.lines;
  }
  std::vector<LineOddity> take() {
    std::vector<LineOddity> all;
    for (auto& [what, one] : counts_) all.push_back(std::move(one));
    std::stable_sort(all.begin(), all.end(),
                     [](const LineOddity& a, const LineOddity& b) { return a.lines > b.lines; });
    counts_.clear();
    return all;
  }

 private:
  std::map<std::string, LineOddity, std::less<>> counts_;
};

std::uint64_t size_of(const std::string& path) {
  std::error_code unknown;
  const auto size = path == "-" ? 0 : std::filesystem::file_size(path, unknown);
  return unknown ? 0 : size;
}

// Names in the one form of each. A log names the same few over and over.
class Keys {
 public:
  explicit Keys(const NameObject& name) : name_(name) {}

  const std::string& of(const std::string& text, const std::string& kind) {
    constexpr std::size_t most = 50'000;
    if (known_.size() >= most) known_.clear();
    wanted_ = text;
    wanted_ += '\n';
    wanted_ += kind;
    const auto [at, fresh] = known_.try_emplace(wanted_);
    if (fresh) at->second = object_key(name_(text, kind));
    return at->second;
  }

 private:
  const NameObject& name_;
  std::unordered_map<std::string, std::string> known_;
  std::string wanted_;
};

// Gathers observations into groups and keeps them.
class Keeping {
 public:
  Keeping(ObservationStore& store, const TraceSettings& settings, const NameObject& name, ReadPlace place)
      : store_(store), settings_(settings), keys_(name), place_(std::move(place)) {}

  Result<void> take(Observation&& seen, const LinePlace& before) {
    if (group_.size() >= most_in_group) {
      if (auto done = flush(before); !done) return done;
    }
    const Relation* const relation = relation_of(seen.relation);
    if (relation == nullptr) {
      odd_.add(seen.line, fmt::format("relation '{}' is unknown; data/infrastructure/relations.tsv lists those known",
                                      visible(std::string_view(seen.relation).substr(0, 60))));
      return {};
    }
    if (relation->does == Does::kind && shared_object_named(settings_.objects, seen.object) == nullptr) {
      odd_.add(seen.line, fmt::format("class '{}' is unknown; data/priors/shared-objects.tsv lists those known",
                                      visible(std::string_view(seen.object).substr(0, 60))));
      return {};
    }
    seen.relation = relation->id;
    KeyedObservation one;
    one.subject = keys_.of(seen.subject, {});
    one.object = joins(relation->does) ? keys_.of(seen.object, relation->object_kind) : seen.object;
    one.seen = std::move(seen);
    group_.push_back(std::move(one));
    return {};
  }

  Result<void> flush(const LinePlace& reached) {
    std::optional<ReadPlace> place;
    if (!place_.file.empty()) {
      place = place_;
      place->line = reached.line;
      place->digest = reached.digest;
    }
    WHENCE_TRY(const std::size_t fresh, store_.keep(group_, place));
    kept_ += fresh;
    known_ += group_.size() - fresh;
    group_.clear();
    return {};
  }

  std::uint64_t kept() const { return kept_; }
  std::uint64_t known() const { return known_; }
  Oddities& odd() { return odd_; }

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
  Keys keys_;
  ReadPlace place_;
  std::unordered_map<std::string, const Relation*> relations_;
  std::vector<KeyedObservation> group_;
  std::uint64_t kept_ = 0, known_ = 0;
  Oddities odd_;
};

// Where the file was left, if it is read the same way now.
Result<ReadPlace> place_of(const Data& data, ObservationStore& store, const std::string& path,
                           const ObservationWishes& wishes) {
  ReadPlace place;
  if (path == "-") return place;
  std::error_code unknown;
  const auto whole = std::filesystem::weakly_canonical(path, unknown);
  place.file = unknown ? path : whole.string();
  std::string how = std::string(data.hash()) + "\n" + wishes.form;
  for (const auto* part : {&wishes.map, &wishes.fixed}) {
    for (const auto& [field, text] : *part) how.append("\n").append(field).append("=").append(text);
    how += "\n";
  }
  place.how = sha256(how);
  WHENCE_TRY(const std::optional<ReadPlace> left, store.place(place.file));
  return left && left->how == place.how ? *left : place;
}

}  // namespace

Result<ObservationForms> observation_forms(const Data& data) {
  WHENCE_TRY(const Table forms, data.table("infrastructure/observation-forms"));
  WHENCE_TRY(const Table statements, data.table("infrastructure/observation-statements"));
  WHENCE_TRY(const Table columns, data.table("infrastructure/observation-columns"));
  return ObservationForms::from(forms, statements, columns);
}

std::vector<Oddity> oddities_of(const ObservationFile& file) {
  std::vector<Oddity> all;
  for (const LineOddity& one : file.oddities) {
    all.push_back({fmt::format("{}:{}", file.name, one.first_line),
                   one.lines == 1 ? one.what : fmt::format("{} ({} lines)", one.what, one.lines)});
  }
  if (file.problem) all.push_back({file.name, *file.problem});
  return all;
}

Result<ObservationFile> read_observation_file(
    const ObservationForms& forms, PeekedFile& input, const LinePlace& from, const Limits& limits,
    const std::function<Result<void>(Observation&& seen, const LinePlace& before)>& take,
    const ProgressCall& progress) {
  ObservationFile file;
  file.name = input.name();
  const std::uint64_t size = size_of(input.path());
  std::optional<Error> refused;
  Oddities odd;
  ObservationInput bytes;
  bytes.read = [&](char* into, std::size_t room) -> std::size_t {
    if (refused) return 0;
    if (progress) progress(input.stream().bytes_in(), size);
    return input.read(into, room);
  };
  bytes.damaged = [&] { return refused || input.stream().problem(); };
  bytes.longest = longest_line;
  bytes.from = from;
  ObservationCalls calls;
  calls.take = [&](Observation&& seen, const LinePlace& before) {
    if (refused) return;
    seen.file = file.name;
    if (auto taken = take(std::move(seen), before); !taken) refused = taken.error();
  };
  calls.odd = [&](std::uint64_t line, std::string_view what) { odd.add(line, what); };
  const auto shape = read_observations(bytes, forms, limits, calls);
  if (refused) return *refused;
  if (!shape) return Error{shape.error().code, fmt::format("{}: {}", file.name, shape.error().message)};
  file.shape = *shape;
  file.oddities = odd.take();
  file.packing = input.stream().packing();
  if (input.stream().problem()) file.problem = input.stream().problem()->message;
  return file;
}

Result<ObservationImport> import_observations(const Data& data, Workspace& workspace, PeekedFile input,
                                              const ObservationWishes& wishes, const StreamLimits& stream,
                                              const Limits& limits, const ProgressCall& progress) {
  WHENCE_TRY(const TraceSettings settings, trace_settings(data));
  WHENCE_TRY(const NameObject name, object_names(data));
  WHENCE_TRY(const ObservationForms all, observation_forms(data));
  WHENCE_TRY(const ObservationForms forms, all.wished(wishes));
  const auto store = observations_in(workspace);
  WHENCE_TRY(ReadPlace left, place_of(data, *store, input.path(), wishes));
  const LinePlace from{left.line, left.digest};
  Keeping keeping(*store, settings, name, left);
  const auto take = [&](Observation&& seen, const LinePlace& before) { return keeping.take(std::move(seen), before); };
  ObservationImport result;
  auto file = read_observation_file(forms, input, from, limits, take, progress);
  if (!file && file.error().code == Code::conflict && from.line != 0) {
    WHENCE_TRY(PeekedFile again, PeekedFile::open(input.path(), stream));
    file = read_observation_file(forms, again, {}, limits, take, progress);
  } else {
    result.passed_over = from.line;
  }
  if (!file) return file.error();
  result.file = std::move(file).value();
  if (auto kept = keeping.flush(result.file.shape.reached); !kept) return kept.error();
  result.kept = keeping.kept();
  result.known = keeping.known();
  for (LineOddity& one : keeping.odd().take()) result.file.oddities.push_back(std::move(one));
  return result;
}

}  // namespace whence
