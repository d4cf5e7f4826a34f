#include "store/find.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "store/claim_json.h"
#include "store/facets.h"

namespace whence {
namespace {

constexpr std::string_view claim_columns =
    "SELECT c.id, d.id, c.reading, c.ordinal, c.body, d.key, d.name, r.language, d.source, d.published, d.url, "
    "r.exercise, c.day, CAST(substr(CAST(d.text AS BLOB), json_extract(c.body, '$.span[0]') + 1, json_extract(c.body, "
    "'$.span[1]') - json_extract(c.body, '$.span[0]')) AS TEXT) FROM claims c JOIN readings r ON r.id = c.reading JOIN "
    "documents d ON d.id = r.document WHERE c.id = ?";

// A WHERE in the making: text with marks and the values for them.
struct Condition {
  std::string text;
  std::vector<SqlValue> values;

  void add(std::string_view clause) { text += (text.empty() ? " WHERE " : " AND ") + std::string(clause); }
  void value(SqlValue value) { values.push_back(std::move(value)); }
};

std::string marks(std::size_t count) {
  std::string text = "(";
  for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ", ?";
  return text + ")";
}

using Terms = std::vector<std::int64_t>;  // any of them; numbers of words, 0 for one under which nothing is found

// A speaker is found by any run of words of the name: "Peskov".
Terms speakers(Workspace& workspace, const std::vector<std::string>& values) {
  constexpr std::int64_t most = 500;
  Terms terms;
  for (const std::string& value : values) {
    Rows rows = workspace.database().rows(
        "SELECT id FROM terms WHERE kind = 'speaker' AND instr(' ' || value || ' ', ' ' || ? || ' ') > 0 LIMIT ?",
        {sql(facet_value(value)), SqlValue(most)});
    while (rows.next()) terms.push_back(rows.integer(0));
  }
  if (terms.empty()) terms.push_back(0);
  return terms;
}

Terms terms_of(Workspace& workspace, const std::string& kind, const std::vector<std::string>& values) {
  if (kind == "speaker") return speakers(workspace, values);
  if (kind == "withheld")
    return {workspace.term("denied", "yes"), workspace.term("act", name_of(Act::decline_to_name))};
  Terms terms;
  for (const std::string& value : values) terms.push_back(workspace.term(kind, facet_value(value)));
  return terms;
}

// What the query requires, the word that every claim has if nothing.
std::vector<Terms> terms_of(Workspace& workspace, const ClaimQuery& query) {
  std::vector<Terms> all;
  for (const auto& [kind, values] : query.facets) {
    if (!values.empty() || kind == "withheld") all.push_back(terms_of(workspace, kind, values));
  }
  if (!query.acts.empty()) {
    std::vector<std::string> acts;
    for (const Act act : query.acts) acts.emplace_back(name_of(act));
    all.push_back(terms_of(workspace, "act", acts));
  }
  // Acts alone, if several, would have to be sorted together; all claims stand in order.
  const bool sorted = std::any_of(all.begin(), all.end(), [](const Terms& terms) { return terms.size() == 1; });
  if (!sorted && query.facets.empty()) all.push_back({workspace.term("all", "claim")});
  if (all.empty()) all.push_back({workspace.term("all", "claim")});
  return all;
}

void require_any(Condition& where, std::string_view column, const Terms& terms) {
  where.add(std::string(column) + (terms.size() == 1 ? " = ?" : " IN " + marks(terms.size())));
  for (const std::int64_t term : terms) where.value(SqlValue(term));
}

// How many rows terms leave, counted no further than matters.
std::int64_t breadth(Database& database, const Terms& terms) {
  Condition where;
  require_any(where, "term", terms);
  return database.number("SELECT count(*) FROM (SELECT 1 FROM facets" + where.text + " LIMIT 5000)", where.values);
}

void require_facet(Condition& where, const Terms& terms, std::string_view claim) {
  where.add("EXISTS (SELECT 1 FROM facets g WHERE g.claim = " + std::string(claim) + " AND g.term IN " +
            marks(terms.size()) + ")");
  for (const std::int64_t term : terms) where.value(SqlValue(term));
}

void forbid_facet(Condition& where, std::int64_t term, std::string_view claim) {
  where.add("NOT EXISTS (SELECT 1 FROM facets g WHERE g.claim = " + std::string(claim) + " AND g.term = ?)");
  where.value(SqlValue(term));
}

void require_standing(Workspace& workspace, Condition& where, const ClaimQuery& query, std::string_view claim) {
  if (const std::int64_t rejected = workspace.term("verdict", "rejected"); !query.rejected && rejected != 0)
    forbid_facet(where, rejected, claim);
  if (const std::int64_t denied = workspace.term("denied", "yes"); !query.undone && denied != 0)
    forbid_facet(where, denied, claim);
}

void require_days(Condition& where, const ClaimQuery& query, std::string_view day) {
  if (query.from) {
    where.add(std::string(day) + " >= ?");
    where.value(SqlValue(*query.from));
  }
  if (query.to) {
    where.add(std::string(day) + " <= ?");
    where.value(SqlValue(*query.to));
  }
  const bool undated = query.to && *query.to == no_day;
  if ((query.from || query.to) && !undated) where.add(std::string(day) + " > " + std::to_string(no_day));
}

// The claims of some documents, and those that bear a tag, as (claim, day). Empty: neither is asked for.
std::string some_claims(const ClaimQuery& query, std::vector<SqlValue>& values) {
  std::vector<std::string> parts;
  if (!query.documents.empty()) {
    parts.push_back(
        "SELECT c.id AS claim, c.day AS day FROM newest n JOIN claims c ON c.reading = n.reading WHERE "
        "n.document IN " +
        marks(query.documents.size()));
    for (const std::int64_t document : query.documents) values.push_back(SqlValue(document));
  }
  if (!query.tags.empty()) {
    const std::string tagged = " WHERE r.kind = 'tag' AND r.text IN " + marks(query.tags.size());
    parts.push_back(
        "SELECT claim, day FROM (SELECT c.id AS claim, c.day AS day FROM remarks r JOIN documents d ON "
        "d.key = r.about JOIN newest n ON n.document = d.id JOIN claims c ON c.reading = n.reading" +
        tagged +
        " UNION SELECT c.id AS claim, c.day AS day FROM remarks r JOIN claims c ON c.key = r.about JOIN "
        "newest n ON n.reading = c.reading" +
        tagged + ")");
    for (int half = 0; half < 2; ++half) {
      for (const std::string& tag : query.tags) values.push_back(sql(tag));
    }
  }
  return join(parts, " INTERSECT ");
}

// Only what comes behind the page before, in the order by day and row.
void require_behind(Condition& where, const ClaimQuery& query) {
  if (!query.after) return;
  where.add("(f.day, f.claim) < (?, ?)");
  where.value(SqlValue(query.after->day));
  where.value(SqlValue(query.after->row));
}

// Along the words, if any are asked for.
std::string by_words(Workspace& workspace, const ClaimQuery& query, Condition& where) {
  where.add("claim_words MATCH ?");
  where.value(sql(match_all(query.words)));
  if (const std::string some = some_claims(query, where.values); !some.empty())
    where.add("rowid IN (SELECT claim FROM (" + some + "))");
  for (const Terms& terms : terms_of(workspace, query)) require_facet(where, terms, "claim_words.rowid");
  require_days(where, query, "(SELECT day FROM claims WHERE id = claim_words.rowid)");
  require_standing(workspace, where, query, "claim_words.rowid");
  if (query.after) {
    where.add("claim_words.rowid < ?");
    where.value(SqlValue(query.after->row));
  }
  return "SELECT rowid FROM claim_words" + where.text;
}

// Along what the documents and tags leave.
std::string by_some(Workspace& workspace, const ClaimQuery& query, Condition& where) {
  const std::string some = some_claims(query, where.values);
  for (const Terms& terms : terms_of(workspace, query)) require_facet(where, terms, "f.claim");
  require_days(where, query, "f.day");
  require_standing(workspace, where, query, "f.claim");
  require_behind(where, query);
  return "SELECT f.claim FROM (" + some + ") f" + where.text;
}

// Along the rarest facet.
std::string by_facet(Workspace& workspace, const ClaimQuery& query, Condition& where) {
  const std::vector<Terms> all = terms_of(workspace, query);
  std::size_t first = 0;
  std::int64_t fewest = -1;
  for (std::size_t i = 0; i < all.size(); ++i) {
    // Several values must be sorted together, one comes sorted.
    const std::int64_t found = breadth(workspace.database(), all[i]) * (all[i].size() == 1 ? 1 : 4);
    if (fewest >= 0 && found >= fewest) continue;
    fewest = found;
    first = i;
  }
  require_any(where, "f.term", all[first]);
  require_days(where, query, "f.day");
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i != first) require_facet(where, all[i], "f.claim");
  }
  require_standing(workspace, where, query, "f.claim");
  require_behind(where, query);
  return "SELECT f.claim FROM facets f" + where.text + (all[first].size() == 1 ? "" : " GROUP BY f.claim");
}

std::string selection(Workspace& workspace, const ClaimQuery& query, Condition& where) {
  if (!trim(query.words).empty()) return by_words(workspace, query, where);
  if (!query.documents.empty() || !query.tags.empty()) return by_some(workspace, query, where);
  return by_facet(workspace, query, where);
}

Result<FoundClaim> found_claim(Workspace& workspace, std::int64_t id) {
  Rows rows = workspace.database().rows(claim_columns, {SqlValue(id)});
  if (!rows.next()) {
    if (auto done = workspace.problem(); !done) return done.error();
    return Error{Code::malformed,
                 workspace.path() + ": claim " + std::to_string(id) + " is indexed but not there; see whence check"};
  }
  FoundClaim found;
  found.row = rows.integer(0);
  found.document = rows.integer(1);
  found.reading = rows.integer(2);
  found.ordinal = static_cast<std::size_t>(rows.integer(3));
  WHENCE_TRY(const Json body, parse_json(rows.text(4), workspace.path() + ": claim " + std::to_string(id), Limits{}));
  found.claim = claim_from(body);
  found.key = rows.text(5);
  found.name = rows.text(6);
  found.language = rows.text(7);
  found.source = rows.optional_text(8);
  found.published = rows.optional_text(9);
  found.url = rows.optional_text(10);
  found.exercise = rows.integer(11) != 0;
  found.day = rows.integer(12);
  found.quote = rows.text(13);
  return found;
}

}  // namespace

std::string match_all(std::string_view words) {
  std::string match;
  const std::string squeezed = squeeze(words);
  for (const std::string_view word : split(squeezed, ' ')) {
    match += match.empty() ? "\"" : " \"";
    for (const char c : word) match += c == '"' ? std::string("\"\"") : std::string(1, c);
    match += '"';
  }
  return match;
}

Result<ClaimsFound> find_claims(Workspace& workspace, const ClaimQuery& query) {
  Database& database = workspace.database();
  const std::string order = trim(query.words).empty() ? " ORDER BY f.day DESC, f.claim DESC" : " ORDER BY rowid DESC";
  ClaimsFound result;
  std::vector<std::int64_t> ids;
  {
    Condition where;
    const std::string select = selection(workspace, query, where);
    where.value(sql(query.most));
    Rows rows = database.rows(select + order + " LIMIT ?", where.values);
    while (rows.next()) ids.push_back(rows.integer(0));
  }
  ClaimQuery whole = query;
  whole.after.reset();
  Condition where;
  const std::string select = selection(workspace, whole, where);
  where.value(sql(counted_to + 1));
  {
    Rows counts = database.rows(
        "SELECT count(*), count(DISTINCT reading) FROM claims WHERE id IN (" + select + " LIMIT ?)", where.values);
    if (counts.next()) {
      result.total = static_cast<std::size_t>(counts.integer(0));
      result.documents = static_cast<std::size_t>(counts.integer(1));
    }
  }
  result.more = result.total > counted_to;
  if (result.more) result.total = counted_to;
  if (auto done = workspace.problem(); !done) return done.error();
  for (const std::int64_t id : ids) {
    WHENCE_TRY(FoundClaim found, found_claim(workspace, id));
    result.claims.push_back(std::move(found));
  }
  return result;
}

Result<std::vector<std::int64_t>> documents_of_claims(Workspace& workspace, const ClaimQuery& query) {
  Condition where;
  const std::string select = selection(workspace, query, where) + " ORDER BY f.day DESC, f.claim DESC LIMIT ?";
  where.value(sql(query.most));
  std::vector<std::int64_t> documents;
  Rows rows = workspace.database().rows("SELECT r.document FROM (" + select +
                                            ") s JOIN claims c ON c.id = s.claim JOIN readings r ON r.id = c.reading "
                                            "ORDER BY c.day DESC, c.id DESC",
                                        where.values);
  while (rows.next()) {
    const std::int64_t document = rows.integer(0);
    if (std::find(documents.begin(), documents.end(), document) == documents.end()) documents.push_back(document);
  }
  if (auto done = workspace.problem(); !done) return done.error();
  return documents;
}

Result<std::vector<FoundDocument>> find_documents(Workspace& workspace, std::string_view words, std::size_t most,
                                                  std::size_t skip) {
  std::vector<std::pair<std::string, std::string>> found;
  {
    Rows rows = workspace.database().rows(
        "SELECT d.key, snippet(document_words, 1, '[', ']', ' ... ', 24) FROM document_words JOIN documents d ON d.id "
        "= "
        "document_words.rowid WHERE document_words MATCH ? ORDER BY rank, d.id LIMIT ? OFFSET ?",
        {sql(match_all(words)), sql(most), sql(skip)});
    while (rows.next()) found.emplace_back(rows.text(0), rows.text(1));
  }
  std::vector<FoundDocument> documents;
  for (auto& [key, excerpt] : found) {
    WHENCE_TRY(const DocumentRow row, workspace.document(key));
    documents.push_back({row, std::move(excerpt)});
  }
  if (auto done = workspace.problem(); !done) return done.error();
  return documents;
}

Result<std::vector<Claim>> claims_of(Workspace& workspace, std::int64_t reading) {
  std::vector<Claim> claims;
  Rows rows =
      workspace.database().rows("SELECT body FROM claims WHERE reading = ? ORDER BY ordinal", {SqlValue(reading)});
  while (rows.next()) {
    WHENCE_TRY(const Json body,
               parse_json(rows.text(0), workspace.path() + ": reading " + std::to_string(reading), Limits{}));
    claims.push_back(claim_from(body));
  }
  if (auto done = workspace.problem(); !done) return done.error();
  return claims;
}

}  // namespace whence
