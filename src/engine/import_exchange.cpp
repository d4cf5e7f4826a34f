#include "engine/import_exchange.h"

#include <filesystem>
#include <utility>

#include "base/chunks.h"
#include "base/file.h"
#include "base/text.h"
#include "engine/exchange_record.h"
#include "format/stix.h"
#include "store/objects.h"
#include "store/verdicts.h"

namespace whence {
namespace {

constexpr std::size_t most_in_group = 4096;

// Nothing that leads out of the folder, whatever the sender calls his case.
std::string safe_name(std::string_view name) {
  constexpr std::size_t longest = 80;
  std::string safe;
  for (const char c : name) safe += is_alpha(c) || is_digit(c) || c == '-' || c == '_' ? c : '-';
  safe = safe.substr(std::min(safe.find_first_not_of('-'), safe.size()), longest);
  return (safe.empty() ? "case" : safe) + ".yaml";
}

class Importing {
 public:
  Importing(const Data& data, Workspace& workspace, const std::string& file, const std::string& folder, Time now,
            const Limits& limits)
      : versions_(versions_of(data)), workspace_(workspace), file_(file), folder_(folder), now_(now), limits_(limits) {
    result_.file = file;
  }

  Result<ExchangeImport> stix(const ProgressCall& progress) && {
    result_.form = ExchangeForm::stix;
    WHENCE_TRY(ChunkSource source, ChunkSource::open(file_));
    StixReader reader(file_, limits_, [this](const ForeignObject& object) { return keep(object); });
    workspace_.begin();
    std::size_t read = 0;
    while (true) {
      auto chunk = source.next();
      if (!chunk) return undone(chunk.error());
      if (chunk->empty()) break;
      read += chunk->size();
      if (auto fed = reader.feed(*chunk); !fed) return undone(fed.error());
      if (progress) progress(read, 0);
    }
    auto found = reader.finish();
    if (!found) return undone(found.error());
    result_.objects = found->objects;
    result_.revoked = found->revoked;
    result_.custom = found->custom;
    result_.types = std::move(found->types);
    result_.spec = found->spec;
    result_.tlp = found->tlp;
    result_.oddities = std::move(found->oddities);
    return ours(found->ours);
  }

 private:
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
    for (const ReceivedDocument& document : received.documents) {
      auto kept = kept_document(document, file_);
      if (!kept) {
        result_.oddities.push_back({file_, kept.error().message});
      } else if (workspace_.holds(kept->reading.document.sha256)) {
        ++result_.documents_known;
      } else {
        keep_document(*kept);
      }
    }
    if (auto done = workspace_.commit(); !done) return done.error();
    for (const ReceivedCase& each : received.cases) {
      if (auto written = write_case_file(each); !written) return written.error();
    }
    result_.acts = received.ledger ? received.ledger->lines.size() : 0;
    return std::move(result_);
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
      if (auto indexed = index_claims(workspace_, *row); !indexed)
        result_.oddities.push_back({file_, indexed.error().message});
    }
  }

  Result<void> write_case_file(const ReceivedCase& received) {
    const std::string file = (std::filesystem::path(folder_) / safe_name(received.name)).string();
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
  const std::string& file_;
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
  // The key that comes first decides: a bundle may quote an event in a text.
  const auto at = [&](std::string_view key) { return start.find("\"" + std::string(key) + "\""); };
  const std::size_t event = std::min(at("Event"), at("response")),
                    objects = std::min(at("objects"), at("spec_version"));
  const std::size_t layer = std::min(at("techniques"), at("techniqueID"));
  const std::size_t first = std::min({event, objects, layer});
  if (first == std::string_view::npos) return has("\"bundle\"") ? std::optional(ExchangeForm::stix) : std::nullopt;
  if (first == event) return ExchangeForm::misp;
  if (first == layer)
    return has("\"domain\"") || has("\"versions\"") || has("\"techniqueID\"") ? std::optional(ExchangeForm::navigator)
                                                                              : std::nullopt;
  return ExchangeForm::stix;
}

Result<std::optional<ExchangeForm>> exchange_form_of(const std::string& path) {
  WHENCE_TRY(ChunkSource source, ChunkSource::open(path));
  WHENCE_TRY(const std::string_view start, source.next());
  return exchange_form(start);
}

Result<ExchangeImport> import_exchange(const Data& data, Workspace& workspace, const std::string& file,
                                       const std::string& folder, Time now, const Limits& limits,
                                       const ProgressCall& progress) {
  WHENCE_TRY(const auto form, exchange_form_of(file));
  if (!form)
    return Error{Code::unsupported,
                 file + ": no STIX bundle, MISP event or Navigator layer; whence add keeps documents"};
  return Importing(data, workspace, file, folder, now, limits).stix(progress);
}

}  // namespace whence
