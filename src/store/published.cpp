#include "store/published.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/json.h"

namespace whence {
namespace {

// A table that is only added to, by which a change is seen, and whose documents or cases have changed.
struct Watched {
  const char *what, *newest, *changed;
};
constexpr std::array<Watched, 4> watched = {{
    {"readings", "SELECT coalesce(max(id), 0) FROM readings",
     "SELECT DISTINCT 'claims', d.key, 1 FROM readings r JOIN documents d ON d.id = r.document WHERE r.id > ?"},
    {"verdicts", "SELECT coalesce(max(id), 0) FROM verdicts",
     "SELECT DISTINCT 'claims', d.key, 1 FROM verdicts v JOIN documents d ON d.id = v.document WHERE v.id > ?"},
    {"remarks", "SELECT coalesce(max(id), 0) FROM remarks",
     "SELECT DISTINCT 'claims', d.key, 1 FROM remarks m LEFT JOIN claims c ON c.key = m.about "
     "LEFT JOIN readings r ON r.id = c.reading JOIN documents d ON d.key = m.about OR d.id = r.document WHERE m.id > "
     "?"},
    {"cases", "SELECT coalesce(max(id), 0) FROM case_versions",
     "SELECT DISTINCT 'cases', name, 1 FROM case_versions WHERE id > ?"},
}};

std::string mark_of(Workspace& workspace, std::string_view what) {
  Rows rows = workspace.database().rows("SELECT mark FROM publishing_marks WHERE what = ?", {sql(what)});
  return rows.next() ? rows.text(0) : "";
}

void set_mark(Workspace& workspace, std::string_view what, const std::string& mark) {
  workspace.database().run(
      "INSERT INTO publishing_marks (what, mark) VALUES (?, ?) ON CONFLICT (what) DO UPDATE SET mark = excluded.mark",
      {sql(what), sql(mark)});
}

// `chosen`: a selection of collection, source and 1.
void wait_for(Workspace& workspace, const char* chosen, const std::vector<SqlValue>& values) {
  workspace.database().run("INSERT INTO publishing (collection, source, changes) " + std::string(chosen) +
                               " ON CONFLICT (collection, source) DO UPDATE SET changes = changes + 1",
                           values);
}

// The clock, unless it stands still or was put back.
std::int64_t next_added(Database& database) {
  return std::max<std::int64_t>(instant_now().time_since_epoch().count(),
                                database.number("SELECT max(added) FROM published") + 1);
}

// " AND p.column IN (?, ?)"
void require(std::string& where, std::vector<SqlValue>& values, const char* column,
             const std::vector<std::string>& wanted) {
  if (wanted.empty()) return;
  where += std::string(" AND p.") + column + " IN (";
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    where += i == 0 ? "?" : ", ?";
    values.push_back(sql(wanted[i]));
  }
  where += ")";
}

// Versions compare as text: RFC 3339 sorts so.
void require_versions(std::string& where, std::vector<SqlValue>& values, const std::vector<std::string>& wanted) {
  constexpr std::string_view others =
      "NOT EXISTS (SELECT 1 FROM published q WHERE q.collection = p.collection AND q.id = p.id AND q.version ";
  std::string any;
  for (const std::string& one : wanted.empty() ? std::vector<std::string>{"last"} : wanted) {
    if (one == "all") return;
    any += any.empty() ? "" : " OR ";
    if (one == "last" || one == "first") {
      any += std::string(others) + (one == "last" ? "> p.version)" : "< p.version)");
    } else {
      any += "p.version = ?";
      values.push_back(sql(one));
    }
  }
  where += " AND (" + any + ")";
}

// The object's last version. Absent for what has no versions: an observable, a definition.
std::optional<PublishedObject> revocation(PublishedObject object) {
  auto json = parse_json(object.json, object.id, Limits{.bytes = object.json.size() + 1});
  if (!json || (*json)["modified"].is_null()) return std::nullopt;
  object.version = to_milliseconds(instant_now());
  object.json = to_text(json.value().set("modified", object.version).set("revoked", true));
  return object;
}

std::vector<PublishedObject> all_of(Rows rows) {
  std::vector<PublishedObject> found;
  while (rows.next()) {
    PublishedObject object;
    object.number = rows.integer(0);
    object.id = rows.text(1);
    object.type = rows.text(2);
    object.spec = rows.text(4);
    if (rows.integer(5) >= 0) object.tlp = static_cast<int>(rows.integer(5));
    object.added = Instant(std::chrono::microseconds(rows.integer(6)));
    object.version = rows.text(3).empty() ? to_string(object.added) : rows.text(3);
    object.json = rows.text(7);
    found.push_back(std::move(object));
  }
  return found;
}

}  // namespace

std::size_t publish(Workspace& workspace, std::string_view collection, const std::vector<PublishedObject>& objects) {
  Database& database = workspace.database();
  std::int64_t added = next_added(database);
  std::size_t fresh = 0;
  for (const PublishedObject& object : objects) {
    Rows row = database.rows(
        "INSERT INTO published (collection, id, version, type, spec, tlp, added, object, json) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (collection, id, version) DO NOTHING RETURNING number",
        {sql(collection), sql(object.id), sql(object.version), sql(object.type), sql(object.spec),
         SqlValue(std::int64_t{object.tlp.value_or(-1)}), SqlValue(added),
         object.held ? SqlValue(*object.held) : SqlValue(nullptr), object.held ? SqlValue(nullptr) : sql(object.json)});
    if (!row.next()) continue;
    ++added;
    ++fresh;
  }
  return fresh;
}

void publish_source(Workspace& workspace, std::string_view collection, std::string_view source,
                    const std::vector<PublishedObject>& objects) {
  Database& database = workspace.database();
  std::unordered_set<std::string_view> said;
  for (const PublishedObject& object : objects) said.insert(object.id);
  std::vector<std::string> gone;
  {
    Rows before = database.rows("SELECT id FROM published_from WHERE collection = ? AND source = ?",
                                {sql(collection), sql(source)});
    while (before.next()) {
      if (std::string id = before.text(0); !said.contains(id)) gone.push_back(std::move(id));
    }
  }
  std::vector<PublishedObject> changed = objects;
  for (const std::string& id : gone) {
    database.run("DELETE FROM published_from WHERE collection = ? AND source = ? AND id = ?",
                 {sql(collection), sql(source), sql(id)});
    if (database.number("SELECT count(*) FROM published_from WHERE collection = ? AND id = ?",
                        {sql(collection), sql(id)}) != 0)
      continue;
    PublishedQuery query;
    query.collection = collection;
    query.ids = {id};
    for (PublishedObject& last : published(workspace, query)) {
      if (auto revoked = revocation(std::move(last))) changed.push_back(std::move(*revoked));
    }
  }
  publish(workspace, collection, changed);
  for (const PublishedObject& object : objects)
    database.run("INSERT OR IGNORE INTO published_from (collection, source, id) VALUES (?, ?, ?)",
                 {sql(collection), sql(source), sql(object.id)});
}

void withdraw(Workspace& workspace, std::int64_t number) {
  workspace.database().run("DELETE FROM published WHERE number = ?", {SqlValue(number)});
}

std::vector<PublishedObject> published(Workspace& workspace, const PublishedQuery& query) {
  std::string where = " WHERE p.collection = ? AND p.number > ?";
  std::vector<SqlValue> values = {sql(query.collection), SqlValue(query.after)};
  if (query.added_after) {
    where += " AND p.added > ?";
    values.emplace_back(std::int64_t{query.added_after->time_since_epoch().count()});
  }
  if (query.most_tlp) {
    where += " AND p.tlp BETWEEN 0 AND ?";
    values.emplace_back(std::int64_t{*query.most_tlp});
  }
  require(where, values, "id", query.ids);
  require(where, values, "type", query.types);
  require(where, values, "spec", query.specs);
  require_versions(where, values, query.versions);
  values.push_back(sql(query.most));
  const std::string from = query.with_json ? "coalesce(p.json, o.json) FROM published p LEFT JOIN objects o ON "
                                             "o.number = p.object"
                                           : "'' FROM published p";
  return all_of(workspace.database().rows("SELECT p.number, p.id, p.type, p.version, p.spec, p.tlp, p.added, " + from +
                                              where + " ORDER BY p.number LIMIT ?",
                                          values));
}

bool has_changes(Workspace& workspace, std::string_view tables) {
  if (mark_of(workspace, "tables") != tables) return true;
  return std::any_of(watched.begin(), watched.end(), [&](const Watched& one) {
    return std::to_string(workspace.database().number(one.newest)) != mark_of(workspace, one.what);
  });
}

bool note_changes(Workspace& workspace, std::string_view tables) {
  if (!has_changes(workspace, tables)) return false;
  Database& database = workspace.database();
  for (const Watched& one : watched) {
    const std::string before = mark_of(workspace, one.what);
    wait_for(workspace, one.changed, {sql(before.empty() ? "0" : before)});
    set_mark(workspace, one.what, std::to_string(database.number(one.newest)));
  }
  // Cases are weighed with the tables, and the public record is one of them.
  if (mark_of(workspace, "tables") != tables) {
    wait_for(workspace, "SELECT DISTINCT 'cases', name, 1 FROM case_versions WHERE true", {});
    wait_for(workspace, "SELECT 'record', 'record', 1 WHERE true", {});
    set_mark(workspace, "tables", std::string(tables));
  }
  return true;
}

std::vector<WaitingSource> waiting_sources(Workspace& workspace, std::string_view collection, std::size_t most) {
  std::vector<WaitingSource> found;
  Rows rows =
      workspace.database().rows("SELECT source, changes FROM publishing WHERE collection = ? ORDER BY source LIMIT ?",
                                {sql(collection), sql(most)});
  while (rows.next()) found.push_back({rows.text(0), rows.integer(1)});
  return found;
}

void source_done(Workspace& workspace, std::string_view collection, const WaitingSource& source) {
  workspace.database().run("DELETE FROM publishing WHERE collection = ? AND source = ? AND changes = ?",
                           {sql(collection), sql(source.name), SqlValue(source.changes)});
}

std::int64_t published_objects_to(Workspace& workspace) {
  return workspace.database().number("SELECT CAST(mark AS INTEGER) FROM publishing_marks WHERE what = 'objects'");
}

void set_published_objects_to(Workspace& workspace, std::int64_t number) {
  set_mark(workspace, "objects", std::to_string(number));
}

}  // namespace whence
