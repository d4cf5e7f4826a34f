#include "engine/import_exchange.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "engine/object_keeper.h"
#include "format/misp.h"
#include "format/stix.h"
#include "format/tables.h"

namespace whence {
namespace {

// Where bytes come from, and what went wrong with them once they end.
struct ImportSource {
  std::string name;
  ReadBytes read;
  std::function<Result<void>()> problem;
};

// Where the text is a key of an object, first; npos if it is none.
std::size_t key_at(std::string_view json, std::string_view name) {
  const std::string quoted = "\"" + std::string(name) + "\"";
  for (std::size_t at = json.find(quoted); at != std::string_view::npos; at = json.find(quoted, at + 1)) {
    std::size_t after = at + quoted.size();
    while (after < json.size() && is_space(json[after])) ++after;
    if (after == json.size() || json[after] == ':') return at;
  }
  return std::string_view::npos;
}

class Importing {
 public:
  Importing(const Data& data, Workspace& workspace, ImportSource source, std::string folder, Time now,
            const Limits& limits)
      : workspace_(workspace),
        source_(std::move(source)),
        limits_(limits),
        keeper_(data, workspace, source_.name, std::move(folder), now, limits) {}

  Result<ExchangeImport> run(const ProgressCall& progress) && {
    std::string start = next();
    const auto form = exchange_form(start);
    if (!form)
      return Error{Code::unsupported,
                   source_.name + ": no STIX bundle, MISP event or Navigator layer; whence add keeps documents"};
    keeper_.result().form = *form;
    if (*form == ExchangeForm::stix) return stix(std::move(start), progress);
    for (std::string more = next(); !more.empty(); more = next()) {
      start += more;
      if (start.size() > limits_.bytes)
        return Error{Code::limit,
                     source_.name + ": larger than " + std::to_string(limits_.bytes) + " bytes; see --max-bytes"};
    }
    if (auto sound = source_.problem(); !sound) return sound.error();
    return *form == ExchangeForm::misp ? misp(start) : navigator(start);
  }

 private:
  // The next bytes; empty at the end.
  std::string next() {
    constexpr std::size_t piece = std::size_t{1} << 20U;
    std::string bytes(piece, '\0');
    bytes.resize(source_.read(bytes.data(), piece));
    return bytes;
  }

  Result<ExchangeImport> stix(std::string bytes, const ProgressCall& progress) {
    StixReader reader(
        source_.name, limits_, [this](const ForeignObject& object) { return keeper_.keep(object); },
        [this](const ReceivedDocument& document) -> Result<void> {
          keeper_.restore(document);
          return {};
        });
    workspace_.begin();
    std::size_t done = 0;
    while (!bytes.empty()) {
      if (auto fed = reader.feed(bytes); !fed) return undone(fed.error());
      done += bytes.size();
      bytes = next();
      if (progress) progress(done, 0);
    }
    if (auto sound = source_.problem(); !sound) return undone(sound.error());
    auto found = reader.finish();
    if (!found) return undone(found.error());
    keeper_.count(*found);
    return ours(found->ours);
  }

  Result<ExchangeImport> misp(const std::string& bytes) {
    WHENCE_TRY(MispReading found, read_misp(bytes, source_.name, limits_));
    workspace_.begin();
    for (const ForeignObject& event : found.events) {
      if (auto kept = keeper_.keep(event); !kept) return undone(kept.error());
    }
    ExchangeImport& result = keeper_.result();
    result.objects = found.events.size();
    result.types = {{"attribute", found.attributes}, {"misp-event", found.events.size()},
                    {"note", found.notes},           {"object", found.objects},
                    {"opinion", found.opinions},     {"relationship", found.relationships}};
    result.tlp = found.tlp;
    result.oddities = std::move(found.oddities);
    return ours(found.ours);
  }

  // A layer is kept under the hash of its bytes: it has no id of its own.
  Result<ExchangeImport> navigator(const std::string& bytes) {
    WHENCE_TRY(const Case incident, read_navigator(bytes, source_.name, limits_));
    workspace_.begin();
    const ForeignObject layer{"navigator-layer--" + sha256(bytes), "navigator-layer", "", "navigator", false, bytes};
    if (auto kept = keeper_.keep(layer); !kept) return undone(kept.error());
    ExchangeImport& result = keeper_.result();
    result.objects = 1;
    result.types = {{"navigator-layer", 1}, {"technique", incident.evidence.size()}};
    result.tlp = incident.tlp;
    result.oddities = incident.oddities;
    return ours({});
  }

  Error undone(Error error) {
    workspace_.roll_back();
    return error;
  }

  Result<ExchangeImport> ours(const Received& received) {
    if (auto done = keeper_.finish(received); !done) return done.error();
    return std::move(keeper_.result());
  }

  Workspace& workspace_;
  ImportSource source_;
  const Limits& limits_;
  ObjectKeeper keeper_;
};

}  // namespace

std::string_view name_of(ExchangeForm form) {
  switch (form) {
    case ExchangeForm::stix:
      return "stix";
    case ExchangeForm::misp:
      return "misp";
    case ExchangeForm::navigator:
      return "navigator";
  }
  return "stix";
}

std::optional<ExchangeForm> exchange_form(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  while (!start.empty() && is_space(start.front())) start.remove_prefix(1);
  if (start.empty() || (start.front() != '{' && start.front() != '[')) return std::nullopt;
  const auto has = [&](std::string_view words) { return start.find(words) != std::string_view::npos; };
  constexpr std::size_t nowhere = std::string_view::npos;
  const auto at = [&](std::string_view name) { return key_at(start, name); };
  const std::size_t event = std::min(at("Event"), at("response"));
  const std::size_t spec = at("spec_version");
  const std::size_t bundle = spec != nowhere || has("\"bundle\"") ? std::min(at("objects"), spec) : nowhere;
  const std::size_t layer =
      has("\"domain\"") || has("\"techniqueID\"") ? std::min(at("techniques"), at("techniqueID")) : nowhere;
  // The key that comes first decides: a bundle may quote an event in a text.
  const std::size_t first = std::min({event, bundle, layer});
  if (first == nowhere) return std::nullopt;
  if (first == bundle) return ExchangeForm::stix;
  return first == event ? ExchangeForm::misp : ExchangeForm::navigator;
}

Result<ExchangeImport> import_exchange(const Data& data, Workspace& workspace, PeekedFile file,
                                       const std::string& folder, Time now, const Limits& limits,
                                       const ProgressCall& progress) {
  ImportSource source;
  source.name = file.path();
  source.read = [&](char* into, std::size_t size) { return file.read(into, size); };
  source.problem = [&]() -> Result<void> {
    if (const auto& problem = file.stream().problem()) return *problem;
    return {};
  };
  return Importing(data, workspace, std::move(source), folder, now, limits).run(progress);
}

Result<ExchangeImport> import_upload(const Data& data, Workspace& workspace, const std::string& name,
                                     std::string_view bytes, Time now, const Limits& limits,
                                     const ProgressCall& progress) {
  ImportSource source;
  source.name = name;
  source.read = [&](char* into, std::size_t size) {
    const std::string_view piece = bytes.substr(0, size);
    std::copy(piece.begin(), piece.end(), into);
    bytes.remove_prefix(piece.size());
    return piece.size();
  };
  source.problem = []() -> Result<void> { return {}; };
  return Importing(data, workspace, std::move(source), "", now, limits).run(progress);
}

}  // namespace whence
