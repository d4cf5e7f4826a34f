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

}  // namespace

Result<Packed> pack_case(const Data& data, Workspace& workspace, const std::string& file, const std::string& most,
                         Time now, const Limits& limits) {
  const auto ceiling = tlp_rank(tlp_label(most));
  if (!ceiling) return Error{Code::malformed, "--max-tlp " + most + ": write clear, green, amber, amber+strict or red"};
  WHENCE_TRY(const OpenCase open, open_case(data, workspace, file, now, limits));
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

Result<Unpacked> unpack_case(const Data& data, Workspace& workspace, const std::string& pack, const std::string& folder,
                             Time now, const Limits& limits) {
  WHENCE_TRY(const std::string bytes, read_file(pack, limits));
  WHENCE_TRY(const Json json, parse_json(bytes, pack, limits));
  const std::string yaml(json["yaml"].text());
  if (json["form"].text() != form || yaml.empty())
    return Error{Code::unsupported, pack + ": is no pack of a case; whence case pack makes one"};
  if (sha256(yaml) != json["sha256"].text())
    return Error{Code::malformed, pack + ": the case in it is not what was packed; ask for it again"};
  const Versions here = versions_of(data);
  Unpacked result;
  result.name = json["case"].text();
  result.program = json["program"].text();
  result.data = json["data"].text();
  result.same_data = result.data == here.data_hash && result.program == here.program;
  result.file = (fs::path(folder) / (safe_file_name(result.name, "case") + ".yaml")).string();
  std::error_code ignored;
  if (fs::exists(result.file, ignored)) {
    WHENCE_TRY(const std::string there, read_file(result.file, limits));
    if (there != yaml)
      return Error{Code::conflict, result.file + ": is there already and differs; name another folder with -o"};
  }
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  std::vector<std::pair<Reading, std::string>> readings;
  for (const Json& one : json["documents"].items()) {
    WHENCE_TRY(Document document, unpacked_document(one, pack));
    readings.emplace_back(desk.read(std::move(document)), std::string(one["tlp"].text()));
  }
  if (auto written = write_file(result.file, yaml); !written) return written.error();
  workspace.begin();
  for (const auto& [reading, tlp] : readings) {
    if (!workspace.holds(reading.document.sha256)) workspace.keep(reading, here.program, now);
    if (!tlp.empty())
      keep_annotation(workspace, {reading.document.id.text, "tlp", tlp, "pack " + pack, time_text(now)});
    ++result.documents;
  }
  std::int64_t version = 0;
  if (case_versions(workspace, result.name).empty()) {
    for (const Json& one : json["versions"].items()) {
      version = keep_case(workspace, result.name, result.file, one["yaml"].text(), one["made"].text());
      ++result.versions;
    }
    for (const Json& one : json["log"].items()) {
      if (version == 0) break;
      keep_deed(workspace, result.name, version,
                {std::string(one["who"].text()), std::string(one["what"].text()), std::string(one["made"].text())});
      ++result.deeds;
    }
  }
  version = keep_case(workspace, result.name, result.file, yaml, time_text(now));
  keep_deed(workspace, result.name, version, {"", "opened from " + pack, time_text(now)});
  if (auto kept = workspace.commit(); !kept) return kept.error();
  WHENCE_TRY(const OpenCase open, open_case(data, workspace, result.file, now, limits));
  return result;
}

}  // namespace whence
