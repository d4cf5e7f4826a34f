#include "engine/import_exchange.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "engine/exchange_record.h"
#include "format/case_list.h"
#include "format/misp.h"
#include "format/stix.h"
#include "format/tables.h"
#include "store/objects.h"
#include "store/verdicts.h"

namespace whence {
namespace {

constexpr std::size_t most_in_group = 4096;

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
  Importing(const Data& data, Workspace& workspace, PeekedFile file, const std::string& folder, Time now,
            const Limits& limits)
      : versions_(versions_of(data)),
        workspace_(workspace),
        input_(std::move(file)),
        file_(input_.path()),
        folder_(folder),
        now_(now),
        limits_(limits) {
    result_.file = file_;
  }

  Result<ExchangeImport> run(const ProgressCall& progress) && {
    std::string start = next();
    const auto form = exchange_form(start);
    if (!form)
      return Error{Code::unsupported,
                   file_ + ": no STIX bundle, MISP event or Navigator layer; whence add keeps documents"};
    result_.form = *form;
    if (*form == ExchangeForm::stix) return stix(std::move(start), progress);
    for (std::string more = next(); !more.empty(); more = next()) {
      start += more;
      if (start.size() > limits_.bytes)
        return Error{Code::limit, file_ + ": larger than " + std::to_string(limits_.bytes) + " bytes; see --max-bytes"};
    }
    if (const auto& problem = input_.stream().problem()) return *problem;
    return *form == ExchangeForm::misp ? misp(start) : navigator(start);
  }

 private:
  // The next bytes of the file; empty at its end.
  std::string next() {
    constexpr std::size_t piece = std::size_t{1} << 20U;
    std::string bytes(piece, '\0');
    bytes.resize(input_.read(bytes.data(), piece));
    return bytes;
  }

  Result<ExchangeImport> stix(std::string bytes, const ProgressCall& progress) {
    StixReader reader(
        file_, limits_, [this](const ForeignObject& object) { return keep(object); },
        [this](const ReceivedDocument& document) -> Result<void> {
          restore(document);
          return {};
        });
    workspace_.begin();
    while (!bytes.empty()) {
      if (auto fed = reader.feed(bytes); !fed) return undone(fed.error());
      bytes = next();
      if (progress) progress(static_cast<std::size_t>(input_.stream().bytes_out()), 0);
    }
    if (const auto& problem = input_.stream().problem()) return undone(*problem);
    auto found = reader.finish();
    if (!found) return undone(found.error());
    result_.objects = found->objects;
    result_.revoked = found->revoked;
    result_.custom = found->custom;
    result_.types = found->types;
    result_.spec = found->spec;
    result_.tlp = found->tlp;
    for (const Oddity& one : found->oddities) result_.oddities.push_back(one);
    return ours(found->ours);
  }

  Result<ExchangeImport> misp(const std::string& bytes) {
    WHENCE_TRY(MispReading found, read_misp(bytes, file_, limits_));
    workspace_.begin();
    for (const ForeignObject& event : found.events) {
      if (auto kept = keep(event); !kept) return undone(kept.error());
    }
    result_.objects = found.events.size();
    result_.types = {{"attribute", found.attributes}, {"misp-event", found.events.size()},
                     {"note", found.notes},           {"object", found.objects},
                     {"opinion", found.opinions},     {"relationship", found.relationships}};
    result_.tlp = found.tlp;
    result_.oddities = std::move(found.oddities);
    return ours(found.ours);
  }

  // A layer is kept under the hash of its bytes: it has no id of its own.
  Result<ExchangeImport> navigator(const std::string& bytes) {
    WHENCE_TRY(const Case incident, read_navigator(bytes, file_, limits_));
    workspace_.begin();
    const ForeignObject layer{"navigator-layer--" + sha256(bytes), "navigator-layer", "", "navigator", false, bytes};
    if (auto kept = keep(layer); !kept) return undone(kept.error());
    result_.objects = 1;
    result_.types = {{"navigator-layer", 1}, {"technique", incident.evidence.size()}};
    result_.tlp = incident.tlp;
    result_.oddities = incident.oddities;
    return ours({});
  }

  Error undone(Error error) {
    workspace_.roll_back();
    return error;
  }

  Result<void> keep(const ForeignObject& object) {
    StoredObject stored{0,     object.id,       object.modified, object.type, object.spec, object.revoked,
                        file_, time_text(now_), object.json};
    result_.kept += keep_object(workspace_, stored) ? 1U : 0U;
    if (++in_group_ < most_in_group) return {};
    in_group_ = 0;
    if (auto done = workspace_.commit(); !done) return done.error();
    workspace_.begin();
    return {};
  }

  // Requires: begun. Ends the group of writes.
  Result<ExchangeImport> ours(const Received& received) {
    for (const ReceivedDocument& document : received.documents) restore(document);
    if (auto done = workspace_.commit(); !done) return done.error();
    for (const ReceivedCase& each : received.cases) {
      if (auto written = write_case_file(each); !written) return written.error();
    }
    result_.acts = received.ledger ? received.ledger->lines.size() : 0;
    return std::move(result_);
  }

  // Requires: begun.
  void restore(const ReceivedDocument& document) {
    const auto kept = kept_document(document, file_);
    if (!kept) {
      odd(kept.error().message);
    } else if (workspace_.holds(kept->reading.document.sha256)) {
      ++result_.documents_known;
    } else {
      keep_document(*kept);
    }
  }

  void odd(const std::string& what) {
    constexpr std::size_t most = 100;
    if (result_.oddities.size() < most) result_.oddities.push_back({file_, what});
  }

  void keep_document(const KeptDocument& kept) {
    workspace_.keep(kept.reading, kept.program.empty() ? versions_.program : kept.program, now_);
    ++result_.documents;
    result_.claims += kept.reading.claims.size();
    const auto row = workspace_.document(kept.reading.document.id.text);
    if (!row) return;
    for (const Verdict& verdict : kept.verdicts) whence::keep_verdict(workspace_, row->id, verdict);
    for (const Annotation& remark : kept.remarks) keep_annotation(workspace_, remark);
    if (!kept.verdicts.empty()) {
      if (auto indexed = index_claims(workspace_, *row); !indexed) odd(indexed.error().message);
    }
  }

  Result<void> write_case_file(const ReceivedCase& received) {
    const char* const ending = case_form(received.yaml, "-") == CaseForm::list ? ".txt" : ".yaml";
    const std::string file =
        (std::filesystem::path(folder_) / (safe_file_name(received.name, "case") + ending)).string();
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) {
      WHENCE_TRY(const std::string there, read_file(file, limits_));
      if (there != received.yaml)
        return Error{Code::conflict, file + ": is there already and differs; name another folder with --folder"};
      return {};
    }
    if (auto written = write_file(file, received.yaml); !written) return written.error();
    result_.cases.push_back(file);
    return {};
  }

  Versions versions_;
  Workspace& workspace_;
  PeekedFile input_;
  const std::string file_;
  const std::string& folder_;
  Time now_;
  const Limits& limits_;
  std::size_t in_group_ = 0;
  ExchangeImport result_;
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
  return Importing(data, workspace, std::move(file), folder, now, limits).run(progress);
}

}  // namespace whence
