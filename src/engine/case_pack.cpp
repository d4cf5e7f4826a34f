#include "engine/case_pack.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "base/file.h"
#include "base/hash.h"
#include "base/json_lists.h"
#include "base/text.h"
#include "engine/case_file.h"
#include "engine/engine.h"
#include "engine/exchange_record.h"
#include "engine/kept_case.h"
#include "engine/read.h"
#include "model/tlp.h"
#include "store/verdicts.h"

namespace whence {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view form = "whence pack 1";
Result<Document> unpacked_document(const Json& json, const std::string& place) {
  WHENCE_TRY(Document document, document_of_record(json, place));
  const auto outside = [&](const Span& span) { return span.begin > span.end || span.end > document.text.size(); };
  if (std::any_of(document.boilerplate.begin(), document.boilerplate.end(), outside)) document.boilerplate.clear();
  return document;
}

// The documents that the case cites, by the names under which they were read.
std::set<std::string> cited(const Case& incident) {
  std::set<std::string> names;
  for (const Evidence& item : incident.evidence) {
    if (!item.document) continue;
    std::string name = *item.document;
    if (const auto page = name.rfind(" p. "); page != std::string::npos) name.resize(page);
    names.insert(std::move(name));
  }
  return names;
}

std::optional<DocumentRow> held(Workspace& workspace, const std::string& name) {
  std::int64_t after = 0;
  if (const auto row = workspace.document(name)) return *row;
  // `read` names a file without its folder, `add` with it.
  while (true) {
    const std::vector<DocumentRow> rows = workspace.documents(after, 500);
    for (const DocumentRow& row : rows) {
      if (row.name.substr(row.name.find_last_of('/') + 1) == name) return row;
    }
    if (rows.size() < 500) return std::nullopt;
    after = rows.back().id;
  }
}

Result<Packed> packed(const Data& data, Workspace& workspace, const OpenCase& open, const std::string& file,
                      const std::string& most) {
  const auto ceiling = tlp_rank(tlp_label(most));
  if (!ceiling) return Error{Code::malformed, "max-tlp " + most + ": write clear, green, amber, amber+strict or red"};
  const auto own = tlp_rank(open.incident.tlp);
  if (!own)
    return Error{Code::conflict, file + ": has no TLP mark, so it cannot be told who may have it; write tlp: into it"};
  if (*own > *ceiling)
    return Error{Code::conflict, file + ": is TLP:" + open.incident.tlp + ", above " +
                                     std::string(tlp_labels[static_cast<std::size_t>(*ceiling)]) + "; it stays here"};
  Packed packed;
  Json documents = Json::array();
  for (const std::string& name : cited(open.incident)) {
    const auto row = held(workspace, name);
    const std::string mark = row ? tlp_of(workspace, row->key) : "";
    const bool above = !mark.empty() && tlp_rank(mark).value_or(static_cast<int>(tlp_labels.size())) > *ceiling;
    if (!row || above) {
      std::string left = name;
      left += above ? " (TLP:" : " (not in the workspace)";
      if (above) left.append(mark).append(")");
      packed.left_out.push_back(std::move(left));
      continue;
    }
    WHENCE_TRY(const Document document, workspace.stored_document(row->id));
    documents.push(document_record(document).set("text", document.text).set("tlp", or_null(mark)));
    packed.documents.push_back(name);
  }
  const auto version = [](const CaseVersion& one) {
    return Json::object().set("made", one.made).set("sha256", one.sha256).set("yaml", one.yaml);
  };
  const auto deed = [](const CaseDeed& one) {
    return Json::object().set("made", one.made).set("who", one.who).set("what", one.what);
  };
  const Versions here = versions_of(data);
  Json pack = Json::object()
                  .set("form", form)
                  .set("case", open.incident.name)
                  .set("exercise", open.incident.exercise)
                  .set("tlp", open.incident.tlp)
                  .set("program", here.program)
                  .set("data", here.data_hash)
                  .set("sha256", sha256(open.bytes))
                  .set("yaml", open.bytes);
  pack.set("versions", json_list(case_versions(workspace, open.incident.name), version))
      .set("log", json_list(case_deeds(workspace, open.incident.name), deed))
      .set("documents", std::move(documents));
  packed.bytes = to_text(pack, 1) + "\n";
  if (auto done = workspace.problem(); !done) return done.error();
  return packed;
}

// A pack that was found sound, with its documents read again.
struct ReadPack {
  Json json;
  std::string yaml;
  std::vector<std::pair<Reading, std::string>> readings;  // and their marks
  Unpacked told;
};

Result<ReadPack> read_pack(const Data& data, const std::string& bytes, const std::string& pack, const Limits& limits) {
  ReadPack read;
  WHENCE_TRY(read.json, parse_json(bytes, pack, limits));
  const Json& json = read.json;
  read.yaml = json["yaml"].text();
  if (json["form"].text() != form || read.yaml.empty())
    return Error{Code::unsupported, pack + ": is no pack of a case; whence case pack makes one"};
  if (sha256(read.yaml) != json["sha256"].text())
    return Error{Code::malformed, pack + ": the case in it is not what was packed; ask for it again"};
  const Versions here = versions_of(data);
  read.told.name = json["case"].text();
  read.told.program = json["program"].text();
  read.told.data = json["data"].text();
  read.told.same_data = read.told.data == here.data_hash && read.told.program == here.program;
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  for (const Json& one : json["documents"].items()) {
    WHENCE_TRY(Document document, unpacked_document(one, pack));
    read.readings.emplace_back(desk.read(std::move(document)), std::string(one["tlp"].text()));
  }
  return read;
}

// Documents, versions and log. Requires: begun; commits.
Result<void> keep_pack(const Data& data, Workspace& workspace, ReadPack& read, const std::string& pack, Time now) {
  Unpacked& told = read.told;
  for (const auto& [reading, tlp] : read.readings) {
    if (!workspace.holds(reading.document.sha256)) workspace.keep(reading, versions_of(data).program, now);
    if (!tlp.empty())
      keep_annotation(workspace, {reading.document.id.text, "tlp", tlp, "pack " + pack, time_text(now)});
    ++told.documents;
  }
  std::int64_t version = 0;
  if (case_versions(workspace, told.name).empty()) {
    for (const Json& one : read.json["versions"].items()) {
      version = keep_case(workspace, told.name, told.file, one["yaml"].text(), one["made"].text());
      ++told.versions;
    }
    for (const Json& one : read.json["log"].items()) {
      if (version == 0) break;
      keep_deed(workspace, told.name, version,
                {std::string(one["who"].text()), std::string(one["what"].text()), std::string(one["made"].text())});
      ++told.deeds;
    }
  }
  version = keep_case(workspace, told.name, told.file, read.yaml, time_text(now));
  keep_deed(workspace, told.name, version, {"", "opened from " + pack, time_text(now)});
  return workspace.commit();
}

}  // namespace

Result<Packed> pack_case(const Data& data, Workspace& workspace, const std::string& file, const std::string& most,
                         Time now, const Limits& limits) {
  WHENCE_TRY(const OpenCase open, open_case(data, workspace, file, now, limits));
  return packed(data, workspace, open, file, most);
}

Result<Packed> pack_kept_case(const Data& data, Workspace& workspace, const std::string& name, const std::string& most,
                              const Limits& limits) {
  WHENCE_TRY(const OpenCase open, kept_case(data, workspace, name, limits));
  return packed(data, workspace, open, name, most);
}

Result<Unpacked> unpack_case(const Data& data, Workspace& workspace, const std::string& pack, const std::string& folder,
                             Time now, const Limits& limits) {
  WHENCE_TRY(const std::string bytes, read_file(pack, limits));
  WHENCE_TRY(ReadPack read, read_pack(data, bytes, pack, limits));
  std::string& file = read.told.file;
  file = (fs::path(folder) / (safe_file_name(read.told.name, "case") + ".yaml")).string();
  std::error_code ignored;
  if (fs::exists(file, ignored)) {
    WHENCE_TRY(const std::string there, read_file(file, limits));
    if (there != read.yaml)
      return Error{Code::conflict, file + ": is there already and differs; name another folder with -o"};
  }
  if (auto written = write_file(file, read.yaml); !written) return written.error();
  workspace.begin();
  if (auto kept = keep_pack(data, workspace, read, pack, now); !kept) return kept.error();
  WHENCE_TRY([[maybe_unused]] const OpenCase open, open_case(data, workspace, file, now, limits));
  return std::move(read.told);
}

Result<Unpacked> unpack_kept_case(const Data& data, Workspace& workspace, const std::string& bytes, Time now,
                                  const Limits& limits) {
  WHENCE_TRY(ReadPack read, read_pack(data, bytes, "the pack", limits));
  WHENCE_TRY(const Case incident, read_yaml_case(data, read.yaml, "the pack", limits));
  if (incident.name != read.told.name)
    return Error{Code::malformed, "the pack: its case calls itself otherwise than the pack does; ask for it again"};
  workspace.begin();
  const auto there = newest_case(workspace, incident.name);
  if (there && there->yaml != read.yaml) {
    workspace.roll_back();
    return Error{Code::conflict, incident.name + ": the workspace has another case of this name"};
  }
  if (auto kept = keep_pack(data, workspace, read, "a pack", now); !kept) return kept.error();
  return std::move(read.told);
}

}  // namespace whence
