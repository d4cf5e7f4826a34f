#include "store/cases.h"

#include "base/hash.h"

namespace whence {
namespace {

CaseVersion version_from(const Rows& rows) {
  return {rows.integer(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)};
}

constexpr std::string_view columns = "SELECT id, name, file, sha256, yaml, made FROM case_versions WHERE name = ?";

}  // namespace

std::int64_t keep_case(Workspace& workspace, std::string_view name, std::string_view file, std::string_view yaml,
                       std::string_view made) {
  Database& database = workspace.database();
  const std::string hash = sha256(yaml);
  const std::int64_t last = database.number("SELECT max(id) FROM case_versions WHERE name = ?", {sql(name)});
  if (last != 0 && database.number("SELECT count(*) FROM case_versions WHERE id = ? AND sha256 = ?",
                                   {SqlValue(last), sql(hash)}) != 0)
    return last;
  database.run("INSERT INTO case_versions (name, file, sha256, yaml, made) VALUES (?, ?, ?, ?, ?)",
               {sql(name), sql(file), sql(hash), sql(yaml), sql(made)});
  return database.last_row();
}

void keep_deed(Workspace& workspace, std::string_view name, std::int64_t version, const CaseDeed& deed) {
  workspace.database().run("INSERT INTO case_log (name, version, who, what, made) VALUES (?, ?, ?, ?, ?)",
                           {sql(name), SqlValue(version), sql(deed.who), sql(deed.what), sql(deed.made)});
}

std::vector<CaseVersion> case_versions(Workspace& workspace, std::string_view name) {
  std::vector<CaseVersion> found;
  Rows rows = workspace.database().rows(std::string(columns) + " ORDER BY id", {sql(name)});
  while (rows.next()) found.push_back(version_from(rows));
  return found;
}

std::vector<CaseVersion> newest_cases(Workspace& workspace, std::string_view after, std::size_t most) {
  std::vector<CaseVersion> found;
  Rows rows = workspace.database().rows(
      "SELECT id, name, file, sha256, yaml, made FROM case_versions v WHERE name > ? AND id = (SELECT max(id) FROM "
      "case_versions w WHERE w.name = v.name) ORDER BY name LIMIT ?",
      {sql(after), sql(most)});
  while (rows.next()) found.push_back(version_from(rows));
  return found;
}

std::optional<CaseVersion> newest_case(Workspace& workspace, std::string_view name) {
  Rows rows = workspace.database().rows(std::string(columns) + " ORDER BY id DESC LIMIT 1", {sql(name)});
  if (!rows.next()) return std::nullopt;
  return version_from(rows);
}

std::vector<CaseDeed> case_deeds(Workspace& workspace, std::string_view name) {
  std::vector<CaseDeed> found;
  Rows rows = workspace.database().rows("SELECT who, what, made FROM case_log WHERE name = ? ORDER BY id", {sql(name)});
  while (rows.next()) found.push_back({rows.text(0), rows.text(1), rows.text(2)});
  return found;
}

std::optional<CaseVersion> case_at(Workspace& workspace, std::string_view name, std::string_view time) {
  Rows rows = workspace.database().rows(std::string(columns) + " AND made <= ? ORDER BY id DESC LIMIT 1",
                                        {sql(name), sql(time)});
  if (!rows.next()) return std::nullopt;
  return version_from(rows);
}

}  // namespace whence
