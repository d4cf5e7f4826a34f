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
    "r.exercise, CAST(substr(CAST(d.text AS BLOB), json_extract(c.body, '$.span[0]') + 1, json_extract(c.body, "
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

using FacetTerm = std::pair<std::string, std::vector<std::string>>;

std::vector<FacetTerm> folded(const ClaimQuery& query) {
  std::vector<FacetTerm> terms;
  for (const auto& [kind, values] : query.facets) {
    FacetTerm term{kind, {}};
    for (const std::string& value : values) term.second.push_back(facet_value(value));
    if (!values.empty()) terms.push_back(std::move(term));
  }
  return terms;
}

// How many rows a term leaves, counted no further than matters.
std::int64_t breadth(Database& database, const FacetTerm& term) {
  std::vector<SqlValue> values = {sql(term.first)};
  for (const std::string& value : term.second) values.push_back(sql(value));
  return database.number("SELECT count(*) FROM (SELECT 1 FROM facets WHERE kind = ? AND value IN " +
                             marks(term.second.size()) + " LIMIT 20000)",
                         values);
}

void require_facet(Condition& where, const FacetTerm& term, std::string_view claim) {
  where.add("EXISTS (SELECT 1 FROM facets g WHERE g.claim = " + std::string(claim) + " AND g.kind = ? AND g.value IN " +
            marks(term.second.size()) + ")");
  where.value(sql(term.first));
  for (const std::string& value : term.second) where.value(sql(value));
}

void require_acts(Condition& where, const ClaimQuery& query, std::string_view claim) {
  if (!query.acts.empty()) {
    FacetTerm acts{"act", {}};
    for (const Act act : query.acts) acts.second.emplace_back(name_of(act));
    require_facet(where, acts, claim);
  }
  if (!query.rejected)
    where.add("NOT EXISTS (SELECT 1 FROM facets g WHERE g.claim = " + std::string(claim) +
              " AND g.kind = 'verdict' AND g.value = 'rejected')");
  if (query.document) {
    where.add("(SELECT r.document FROM claims c JOIN readings r ON r.id = c.reading WHERE c.id = " +
              std::string(claim) + ") = ?");
    where.value(SqlValue(*query.document));
  }
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
  if (query.from || query.to) where.add(std::string(day) + " > " + std::to_string(no_day));
}

// Along the words, if any are asked for.
std::string by_words(const ClaimQuery& query, const std::vector<FacetTerm>& terms, Condition& where) {
  where.add("claim_words MATCH ?");
  where.value(sql(match_all(query.words)));
  require_facet(where, {"all", {"claim"}}, "claim_words.rowid");
  for (const FacetTerm& term : terms) require_facet(where, term, "claim_words.rowid");
  require_days(where, query, "(SELECT day FROM claims WHERE id = claim_words.rowid)");
  require_acts(where, query, "claim_words.rowid");
  return "SELECT rowid FROM claim_words" + where.text;
}

// Along the rarest facet.
std::string by_facet(Database& database, const ClaimQuery& query, std::vector<FacetTerm> terms, Condition& where) {
  std::size_t first = 0;
  std::int64_t fewest = -1;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    // Several values must be sorted together, one comes sorted.
    const std::int64_t found = breadth(database, terms[i]) * (terms[i].second.size() == 1 ? 1 : 4);
    if (fewest >= 0 && found >= fewest) continue;
    fewest = found;
    first = i;
  }
  if (terms.empty()) terms.push_back({"all", {"claim"}});
  where.add("f.kind = ?");
  where.value(sql(terms[first].first));
  const std::vector<std::string>& values = terms[first].second;
  where.add(values.size() == 1 ? "f.value = ?" : "f.value IN " + marks(values.size()));
  for (const std::string& value : values) where.value(sql(value));
  require_days(where, query, "f.day");
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (i != first) require_facet(where, terms[i], "f.claim");
  }
  require_acts(where, query, "f.claim");
  return "SELECT f.claim FROM facets f" + where.text + (values.size() == 1 ? "" : " GROUP BY f.claim");
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
  found.quote = rows.text(12);
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
  Condition where;
  const bool words = !trim(query.words).empty();
  const std::string select =
      words ? by_words(query, folded(query), where) : by_facet(database, query, folded(query), where);
  const std::string order = words ? " ORDER BY rowid DESC" : " ORDER BY f.day DESC, f.claim DESC";
  ClaimsFound result;
  std::vector<std::int64_t> ids;
  {
    std::vector<SqlValue> values = where.values;
    values.push_back(sql(query.most));
    Rows rows = database.rows(select + order + " LIMIT ?", values);
    while (rows.next()) ids.push_back(rows.integer(0));
  }
  std::vector<SqlValue> values = where.values;
  values.push_back(sql(counted_to + 1));
  result.total = static_cast<std::size_t>(database.number("SELECT count(*) FROM (" + select + " LIMIT ?)", values));
  result.more = result.total > counted_to;
  if (result.more) result.total = counted_to;
  if (auto done = workspace.problem(); !done) return done.error();
  for (const std::int64_t id : ids) {
    WHENCE_TRY(FoundClaim found, found_claim(workspace, id));
    result.claims.push_back(std::move(found));
  }
  return result;
}

Result<std::vector<FoundDocument>> find_documents(Workspace& workspace, std::string_view words, std::size_t most) {
  std::vector<std::pair<std::string, std::string>> found;
  {
    Rows rows = workspace.database().rows(
        "SELECT d.key, snippet(document_words, 1, '[', ']', ' ... ', 24) FROM document_words JOIN documents d ON d.id "
        "= "
        "document_words.rowid WHERE document_words MATCH ? ORDER BY rank LIMIT ?",
        {sql(match_all(words)), sql(most)});
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
