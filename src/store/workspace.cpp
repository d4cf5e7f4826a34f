#include "store/workspace.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.h"
#include "model/claim_time.h"
#include "store/claim_json.h"
#include "store/facets.h"
#include "store/schema.h"
#include "store/verdicts.h"

namespace whence {
namespace {

constexpr std::string_view row_columns =
    "SELECT d.id, r.id, d.key, d.name, d.title, r.language, r.program, r.data, d.added, d.source, d.published, d.url, "
    "r.exercise, r.claims, r.understood FROM documents d JOIN newest n ON n.document = d.id JOIN readings r ON r.id = "
    "n.reading ";

DocumentRow row_from(const Rows& rows) {
  DocumentRow row;
  row.id = rows.integer(0);
  row.reading = rows.integer(1);
  row.key = rows.text(2);
  row.name = rows.text(3);
  row.title = rows.text(4);
  row.language = rows.text(5);
  row.program = rows.text(6);
  row.data = rows.text(7);
  row.added = rows.text(8);
  row.source = rows.optional_text(9);
  row.published = rows.optional_text(10);
  row.url = rows.optional_text(11);
  row.exercise = rows.integer(12) != 0;
  row.claims = static_cast<std::size_t>(rows.integer(13));
  row.understood = understood_named(rows.text(14)).value_or(Understood::fully);
  return row;
}

Limits stored_limits() {
  Limits limits;
  limits.bytes = std::size_t{1} << 30U;  // what we wrote ourselves; SQLite's own bound on one value
  return limits;
}

}  // namespace

std::string time_text(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "T%02d:%02d:%02dZ", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return to_string(Date{day, Precision::day}) + text.data();
}

std::int64_t day_number(const std::optional<Date>& date) {
  return date ? static_cast<std::int64_t>(date->first.time_since_epoch().count()) : no_day;
}

Result<Workspace> Workspace::open(const std::string& path, Access access, int patience_ms) {
  WHENCE_TRY(Database database, Database::open(path, access, access == Access::write, patience_ms));
  if (access == Access::write) {
    // Refused before it is touched.
    if (auto ours = schema_version(database); !ours) return ours.error();
    // A reader never waits for a writer, nor a writer for readers; every commit reaches the disk.
    database.script("PRAGMA journal_mode = WAL");
    database.script("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000");
    if (auto done = migrate(database); !done) return done.error();
    database.empty_until_written();  // made for nothing, it is not left behind
  } else {
    WHENCE_TRY(const std::size_t version, schema_version(database));
    if (version < schema_steps().size())
      return Error{Code::unsupported,
                   path + ": made by an earlier whence; whence check --migrate brings it up to date"};
  }
  if (auto done = database.problem(); !done) return done.error();
  return Workspace(std::move(database));
}

bool Workspace::holds(std::string_view sha256) {
  return database_.number("SELECT count(*) FROM documents WHERE sha256 = ?", {sql(sha256)}) != 0;
}

void Workspace::keep(const Reading& reading, std::string_view program, Time now) {
  const Document& document = reading.document;
  const auto published = document.published ? std::optional(to_string(*document.published)) : std::nullopt;
  database_.run(
      "INSERT INTO documents (key, sha256, name, title, source, published, url, exercise, bytes, text, layout, added) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {sql(document.id.text), sql(document.sha256), sql(document.name), sql(document.title), sql(document.source),
       sql(published), sql(document.url), sql(document.exercise), sql(static_cast<std::size_t>(document.bytes)),
       sql(document.text), sql(to_text(stored_layout(document))), sql(time_text(now))});
  const std::int64_t id = database_.last_row();
  database_.run("INSERT INTO document_words (rowid, title, text) VALUES (?, ?, ?)",
                {SqlValue(id), sql(document.title), sql(document.text)});
  // A statement that might undo half of itself (an upsert) makes full-text search write what it has gathered.
  const std::int64_t first = keep_reading(id, reading, program, now, Indexed::now);
  database_.run("INSERT INTO newest (document, reading) VALUES (?, ?)", {SqlValue(id), SqlValue(first)});
}

bool Workspace::note_arrival(std::string_view sha256, const Document& document, Time now) {
  const auto published = document.published ? std::optional(to_string(*document.published)) : std::nullopt;
  const std::vector<SqlValue> told = {sql(sha256), sql(document.name), sql(document.source), sql(published),
                                      sql(document.url)};
  const std::int64_t known = database_.number(
      "SELECT count(*) FROM (SELECT d.name, d.source, d.published, d.url FROM documents d WHERE d.sha256 = ?1 UNION "
      "ALL "
      "SELECT a.name, a.source, a.published, a.url FROM arrivals a JOIN documents d ON d.id = a.document WHERE "
      "d.sha256 "
      "= ?1) WHERE name IS ?2 AND (?3 IS NULL OR source IS ?3) AND (?4 IS NULL OR published IS ?4) AND (?5 IS NULL OR "
      "url IS ?5)",
      told);
  if (known != 0 || !problem()) return false;
  std::vector<SqlValue> values = told;
  values.push_back(sql(time_text(now)));
  database_.run(
      "INSERT INTO arrivals (document, name, source, published, url, added) SELECT id, ?2, ?3, ?4, ?5, ?6 FROM "
      "documents "
      "WHERE sha256 = ?1",
      values);
  return true;
}

bool Workspace::date(std::string_view sha256, const Date& published) {
  const std::int64_t document =
      database_.number("SELECT id FROM documents WHERE sha256 = ? AND published IS NULL", {sql(sha256)});
  if (document == 0) return false;
  const SqlValue day(day_number(published));
  const std::string of_document = "SELECT c.id FROM claims c JOIN readings r ON r.id = c.reading WHERE r.document = ?";
  database_.run("UPDATE documents SET published = ? WHERE id = ?", {sql(to_string(published)), SqlValue(document)});
  // What tells its own day keeps it.
  database_.run("UPDATE facets SET day = ? WHERE day = ? AND claim IN (" + of_document + ")",
                {day, SqlValue(no_day), SqlValue(document)});
  database_.run("UPDATE claims SET day = ? WHERE day = ? AND id IN (" + of_document + ")",
                {day, SqlValue(no_day), SqlValue(document)});
  return true;
}

std::int64_t Workspace::keep_reading(std::int64_t document, const Reading& reading, std::string_view program, Time now,
                                     Indexed indexed) {
  database_.run(
      "INSERT INTO readings (document, program, data, language, understood, exercise, claims, parts, made) VALUES (?, "
      "?, "
      "?, ?, ?, ?, ?, ?, ?)",
      {SqlValue(document), sql(program), sql(reading.data), sql(reading.language), sql(name_of(reading.understood)),
       sql(reading.exercise), sql(reading.claims.size()), sql(to_text(stored_parts(reading))), sql(time_text(now))});
  const std::int64_t id = database_.last_row();
  keep_claims(id, reading, indexed);
  return id;
}

void Workspace::keep_claims(std::int64_t reading, const Reading& read, Indexed indexed) {
  for (std::size_t i = 0; i < read.claims.size(); ++i) {
    const Claim& claim = read.claims[i];
    const std::int64_t day = day_number(made_on(claim, read.document.published));
    const SqlValue rung = claim.rung ? SqlValue(static_cast<std::int64_t>(*claim.rung)) : SqlValue(nullptr);
    database_.run(
        "INSERT INTO claims (reading, ordinal, key, act, matter, sentence, day, rung, hedge, denied, status, body) "
        "VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {SqlValue(reading), sql(i), sql(claim.id.text), sql(name_of(claim.act)), sql(claim.matter), sql(claim.sentence),
         SqlValue(day), rung, sql(name_of(claim.hedge.kind)), sql(claim.denied), sql(name_of(claim.status)),
         sql(to_text(stored_claim(claim)))});
    const std::int64_t id = database_.last_row();
    database_.run("INSERT INTO claim_words (rowid, words) VALUES (?, ?)", {SqlValue(id), sql(words_of(claim, read))});
    if (indexed == Indexed::later) continue;
    for (const auto& [kind, value] : judged_facets({claim, {}, false, false, false}, read.document))
      index(kind, value, day, id);
  }
}

std::int64_t Workspace::term(std::string_view kind, std::string_view value) {
  return database_.number("SELECT id FROM terms WHERE kind = ? AND value = ?", {sql(kind), sql(value)});
}

void Workspace::index(std::string_view kind, std::string_view value, std::int64_t day, std::int64_t claim) {
  std::int64_t& id = terms_[std::string(kind) + '\n' + std::string(value)];
  if (id == 0) id = term(kind, value);
  if (id == 0) {
    database_.run("INSERT INTO terms (kind, value) VALUES (?, ?)", {sql(kind), sql(value)});
    id = database_.last_row();
  }
  database_.run("INSERT INTO facets (term, day, claim) VALUES (?, ?, ?)",
                {SqlValue(id), SqlValue(day), SqlValue(claim)});
}

void Workspace::make_newest(std::int64_t document, std::int64_t reading) {
  database_.run(
      "INSERT INTO newest (document, reading) VALUES (?, ?) ON CONFLICT DO UPDATE SET reading = excluded.reading",
      {SqlValue(document), SqlValue(reading)});
}

void Workspace::keep_again(std::int64_t document, const Reading& reading, std::string_view program, Time now) {
  const std::int64_t same = database_.number("SELECT id FROM readings WHERE document = ? AND program = ? AND data = ?",
                                             {SqlValue(document), sql(program), sql(reading.data)});
  make_newest(document, same == 0 ? keep_reading(document, reading, program, now, Indexed::later) : same);
}

std::vector<DocumentRow> Workspace::documents(std::int64_t after, std::size_t most) {
  std::vector<DocumentRow> found;
  Rows rows =
      database_.rows(std::string(row_columns) + "WHERE d.id > ? ORDER BY d.id LIMIT ?", {SqlValue(after), sql(most)});
  while (rows.next()) found.push_back(row_from(rows));
  return found;
}

Result<DocumentRow> Workspace::document(std::string_view name) {
  std::vector<DocumentRow> found;
  const std::string key = (name.starts_with("sha256:") ? "" : "sha256:") + std::string(name);
  {
    // Keys end in letters and digits: what begins with `key` comes before `key` + "~".
    Rows rows = database_.rows(std::string(row_columns) + "WHERE d.key >= ? AND d.key < ? ORDER BY d.key LIMIT 2",
                               {sql(key), sql(key + "~")});
    while (rows.next()) found.push_back(row_from(rows));
  }
  if (found.empty()) {
    Rows rows = database_.rows(std::string(row_columns) + "WHERE d.name = ? ORDER BY d.id LIMIT 2", {sql(name)});
    while (rows.next()) found.push_back(row_from(rows));
  }
  if (found.empty()) {  // the last part of the name, as pages and tables show it
    Rows rows = database_.rows(
        std::string(row_columns) + "WHERE substr(d.name, -length(?1) - 1) = '/' || ?1 ORDER BY d.id LIMIT 2",
        {sql(name)});
    while (rows.next()) found.push_back(row_from(rows));
  }
  if (auto done = database_.problem(); !done) return done.error();
  if (found.size() == 1) return found.front();
  if (found.empty())
    return Error{Code::not_found,
                 path() + ": holds no document '" + visible(name) +
                     "'; give a file's name as it was added, or its key (whence ledger --json shows it)"};
  return Error{Code::conflict, path() + ": '" + visible(name) + "' may be " + found[0].key + " (" + found[0].name +
                                   ") or " + found[1].key + " (" + found[1].name + "); give more of the key"};
}

Result<Document> Workspace::stored_document(std::int64_t id) {
  Rows rows = database_.rows(
      "SELECT key, sha256, name, title, source, published, url, exercise, bytes, text, layout FROM documents WHERE id "
      "= "
      "?",
      {SqlValue(id)});
  if (!rows.next()) {
    if (auto done = database_.problem(); !done) return done.error();
    return Error{Code::not_found, path() + ": holds no document " + std::to_string(id)};
  }
  Document document;
  document.id = {rows.text(0)};
  document.sha256 = rows.text(1);
  document.name = rows.text(2);
  document.title = rows.text(3);
  document.source = rows.optional_text(4);
  if (const auto published = rows.optional_text(5)) document.published = parse_date(*published);
  document.url = rows.optional_text(6);
  document.exercise = rows.integer(7) != 0;
  document.bytes = static_cast<std::uint64_t>(rows.integer(8));
  document.text = rows.text(9);
  WHENCE_TRY(const Json layout, parse_json(rows.text(10), path() + ": " + document.name, stored_limits()));
  take_layout(layout, document);
  return document;
}

Result<Reading> Workspace::reading(const DocumentRow& row) {
  WHENCE_TRY(Document document, stored_document(row.id));
  Reading reading;
  reading.document = std::move(document);
  reading.language = row.language;
  reading.understood = row.understood;
  reading.exercise = row.exercise;
  reading.data = row.data;
  const std::string place = path() + ": reading " + std::to_string(row.reading) + " of " + row.name;
  {
    Rows rows = database_.rows("SELECT parts FROM readings WHERE id = ?", {SqlValue(row.reading)});
    if (!rows.next()) return Error{Code::malformed, place + ": is missing; put a backup in its place"};
    WHENCE_TRY(const Json parts, parse_json(rows.text(0), place, stored_limits()));
    take_parts(parts, reading);
  }
  Rows rows = database_.rows("SELECT body FROM claims WHERE reading = ? ORDER BY ordinal", {SqlValue(row.reading)});
  while (rows.next()) {
    WHENCE_TRY(const Json body, parse_json(rows.text(0), place, stored_limits()));
    reading.claims.push_back(claim_from(body));
  }
  if (auto done = database_.problem(); !done) return done.error();
  if (reading.claims.size() != row.claims)
    return Error{Code::malformed, place + ": holds " + std::to_string(reading.claims.size()) + " claims, not " +
                                      std::to_string(row.claims) + "; put a backup in its place"};
  return reading;
}

std::vector<UnreadLanguage> Workspace::unread() {
  std::vector<UnreadLanguage> found;
  Rows rows = database_.rows(
      "SELECT r.language, r.understood, count(*) FROM readings r JOIN newest n ON n.document = r.document AND "
      "n.reading = "
      "r.id WHERE r.understood <> 'fully' GROUP BY 1, 2 ORDER BY 1, 2");
  while (rows.next())
    found.push_back({rows.text(0), understood_named(rows.text(1)).value_or(Understood::fully),
                     static_cast<std::size_t>(rows.integer(2))});
  return found;
}

WorkspaceCounts Workspace::counts() {
  const auto count = [&](std::string_view query) { return static_cast<std::size_t>(database_.number(query)); };
  WorkspaceCounts counts;
  counts.documents = count("SELECT count(*) FROM documents");
  counts.readings = count("SELECT count(*) FROM readings");
  counts.claims = count("SELECT ifnull(sum(r.claims), 0) FROM newest n JOIN readings r ON r.id = n.reading");
  counts.verdicts = count("SELECT count(*) FROM verdicts");
  counts.cases = count("SELECT count(DISTINCT name) FROM case_versions");
  return counts;
}

}  // namespace whence
