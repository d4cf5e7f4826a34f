#include "engine/object_keeper.h"

#include <filesystem>
#include <utility>

#include "base/file.h"
#include "engine/exchange_record.h"
#include "format/case_list.h"
#include "store/cases.h"
#include "store/objects.h"
#include "store/verdicts.h"

namespace whence {
namespace {

constexpr std::size_t most_in_group = 4096;
constexpr std::size_t most_oddities = 100;

}  // namespace

ObjectKeeper::ObjectKeeper(const Data& data, Workspace& workspace, std::string name, std::string folder, Time now,
                           const Limits& limits)
    : versions_(versions_of(data)),
      workspace_(workspace),
      name_(std::move(name)),
      folder_(std::move(folder)),
      now_(now),
      limits_(limits) {
  result_.file = name_;
}

Result<void> ObjectKeeper::keep(const ForeignObject& object) {
  StoredObject stored{0,     object.id,       object.modified, object.type, object.spec, object.revoked,
                      name_, time_text(now_), object.json};
  result_.kept += keep_object(workspace_, stored) ? 1U : 0U;
  if (++in_group_ < most_in_group) return {};
  in_group_ = 0;
  if (auto done = workspace_.commit(); !done) return done;
  workspace_.begin();
  return {};
}

Result<void> ObjectKeeper::keep_all(const std::vector<ForeignObject>& objects) {
  workspace_.begin();
  for (const ForeignObject& object : objects) {
    if (auto kept = keep(object); !kept) return kept;
  }
  return workspace_.commit();
}

void ObjectKeeper::restore(const ReceivedDocument& document) {
  const auto kept = kept_document(document, name_);
  if (!kept) {
    odd(kept.error().message);
  } else if (workspace_.holds(kept->reading.document.sha256)) {
    ++result_.documents_known;
  } else {
    keep_document(*kept);
  }
}

void ObjectKeeper::count(const StixReading& read) {
  result_.objects += read.objects;
  result_.revoked += read.revoked;
  result_.custom += read.custom;
  for (const auto& [type, number] : read.types) result_.types[type] += number;
  if (result_.spec.empty()) result_.spec = read.spec;
  if (tlp_rank(read.tlp) > tlp_rank(result_.tlp)) result_.tlp = read.tlp;
  for (const Oddity& one : read.oddities) {
    if (result_.oddities.size() < most_oddities) result_.oddities.push_back(one);
  }
}

Result<void> ObjectKeeper::finish(const Received& received) {
  for (const ReceivedDocument& document : received.documents) restore(document);
  for (const ReceivedCase& each : received.cases) {
    if (!folder_.empty()) continue;
    if (auto kept = keep_received_case(each); !kept) {
      workspace_.roll_back();
      return kept;
    }
  }
  if (auto done = workspace_.commit(); !done) return done;
  for (const ReceivedCase& each : received.cases) {
    if (folder_.empty()) continue;
    if (auto written = write_case_file(each); !written) return written;
  }
  result_.acts += received.ledger ? received.ledger->lines.size() : 0;
  return {};
}

void ObjectKeeper::odd(const std::string& what) {
  if (result_.oddities.size() < most_oddities) result_.oddities.push_back({name_, what});
}

void ObjectKeeper::keep_document(const KeptDocument& kept) {
  workspace_.keep(kept.reading, kept.program.empty() ? versions_.program : kept.program, now_);
  ++result_.documents;
  result_.claims += kept.reading.claims.size();
  const auto row = workspace_.document(kept.reading.document.id.text);
  if (!row) return;
  for (const Verdict& verdict : kept.verdicts) keep_verdict(workspace_, row->id, verdict);
  for (const Annotation& remark : kept.remarks) keep_annotation(workspace_, remark);
  if (!kept.verdicts.empty()) {
    if (auto indexed = index_claims(workspace_, *row); !indexed) odd(indexed.error().message);
  }
}

Result<void> ObjectKeeper::keep_received_case(const ReceivedCase& received) {
  const auto there = newest_case(workspace_, received.name);
  if (there && there->yaml != received.yaml)
    return Error{Code::conflict, received.name + ": the workspace has another case of this name; rename one of them"};
  if (there) return {};
  keep_case(workspace_, received.name, "", received.yaml, time_text(now_));
  result_.cases.push_back(received.name);
  return {};
}

Result<void> ObjectKeeper::write_case_file(const ReceivedCase& received) {
  const char* const ending = case_form(received.yaml, "-") == CaseForm::list ? ".txt" : ".yaml";
  const std::string file = (std::filesystem::path(folder_) / (safe_file_name(received.name, "case") + ending)).string();
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) {
    WHENCE_TRY(const std::string there, read_file(file, limits_));
    if (there != received.yaml)
      return Error{Code::conflict, file + ": is there already and differs; name another folder with --folder"};
    return {};
  }
  if (auto written = write_file(file, received.yaml); !written) return written;
  result_.cases.push_back(file);
  return {};
}

}  // namespace whence
