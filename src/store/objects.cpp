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

std::vector<StoredObject> stored_objects(Workspace& workspace, std::int64_t number, std::size_t most,
                                         std::string_view id) {
  std::vector<StoredObject> found;
  const std::string columns = "SELECT number, id, modified, type, spec, revoked, source, added, json FROM objects ";
  Rows rows = id.empty() ? workspace.database().rows(columns + "WHERE number > ? ORDER BY number LIMIT ?",
                                                     {SqlValue(number), sql(most)})
                         : workspace.database().rows(columns + "WHERE number > ? AND id = ? ORDER BY number LIMIT ?",
                                                     {SqlValue(number), sql(id), sql(most)});
  while (rows.next())
    found.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.integer(5) != 0,
                     rows.text(6), rows.text(7), rows.text(8)});
  return found;
}

std::size_t object_count(Workspace& workspace) {
  return static_cast<std::size_t>(workspace.database().number("SELECT count(*) FROM objects"));
}

}  // namespace whence
