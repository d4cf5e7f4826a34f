#include "store/objects.h"

namespace whence {

bool keep_object(Workspace& workspace, const StoredObject& object) {
  Database& database = workspace.database();
  Rows row = database.rows(
      "INSERT INTO objects (id, modified, type, spec, revoked, source, added, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (id, modified) DO NOTHING RETURNING number",
      {sql(object.id), sql(object.modified), sql(object.type), sql(object.spec), sql(object.revoked),
       sql(object.source), sql(object.added), sql(object.json)});
  return row.next();
}

namespace {

const std::string columns = "SELECT number, id, modified, type, spec, revoked, source, added, json FROM objects o ";
constexpr std::string_view newest =
    "NOT EXISTS (SELECT 1 FROM objects n WHERE n.id = o.id AND n.modified > o.modified) ORDER BY number LIMIT ?";
constexpr std::string_view live = "AND revoked = 0 AND number > ? AND instr(json, ?) = 0 AND ";

std::vector<StoredObject> all_of(Rows rows) {
  std::vector<StoredObject> found;
  while (rows.next())
    found.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.integer(5) != 0,
                     rows.text(6), rows.text(7), rows.text(8)});
  return found;
}

}  // namespace

std::int64_t newest_object_number(Workspace& workspace) {
  return workspace.database().number("SELECT max(number) FROM objects");
}

std::int64_t object_number(Workspace& workspace, std::string_view id, std::string_view modified) {
  return workspace.database().number("SELECT number FROM objects WHERE id = ? AND modified = ?",
                                     {sql(id), sql(modified)});
}

std::vector<StoredObject> stored_objects(Workspace& workspace, std::int64_t number, std::size_t most,
                                         std::string_view id) {
  Database& database = workspace.database();
  return id.empty() ? all_of(database.rows(columns + "WHERE number > ? ORDER BY number LIMIT ?",
                                           {SqlValue(number), sql(most)}))
                    : all_of(database.rows(columns + "WHERE number > ? AND id = ? ORDER BY number LIMIT ?",
                                           {SqlValue(number), sql(id), sql(most)}));
}

std::optional<StoredObject> newest_object(Workspace& workspace, std::string_view id) {
  std::vector<StoredObject> found =
      all_of(workspace.database().rows(columns + "WHERE id = ? ORDER BY modified DESC LIMIT 1", {sql(id)}));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<StoredObject> newest_objects(Workspace& workspace, std::int64_t number, std::size_t most) {
  return all_of(workspace.database().rows(columns + "WHERE number > ? AND " + std::string(newest),
                                          {SqlValue(number), sql(most)}));
}

std::vector<StoredObject> stored_of_type(Workspace& workspace, std::string_view type, std::string_view without,
                                         std::int64_t number, std::size_t most) {
  return all_of(workspace.database().rows(columns + "WHERE type = ? " + std::string(live) + std::string(newest),
                                          {sql(type), SqlValue(number), sql(without), sql(most)}));
}

std::vector<StoredObject> stored_attributions(Workspace& workspace, std::string_view without, std::int64_t number,
                                              std::size_t most) {
  // Word for word the condition of the index objects_attributed.
  return all_of(workspace.database().rows(columns +
                                              "WHERE type = 'relationship' AND instr(json, '\"attributed-to\"') > 0 " +
                                              std::string(live) + std::string(newest),
                                          {SqlValue(number), sql(without), sql(most)}));
}

std::size_t object_count(Workspace& workspace) {
  return static_cast<std::size_t>(workspace.database().number("SELECT count(*) FROM objects"));
}

}  // namespace whence
