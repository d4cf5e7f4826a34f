R"sql(
-- Which matters of documents are one incident: suggested with reasons, undone by a person. Append-only; the newest row
-- of a pair counts. A matter is "document key/letter" or the id of an entry of the public record.
CREATE TABLE merges (
  id INTEGER PRIMARY KEY,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('suggested', 'accepted', 'undone')),
  reasons TEXT NOT NULL,
  who TEXT NOT NULL,
  made TEXT NOT NULL
) STRICT;
CREATE INDEX merges_of_pair ON merges (a, b);
CREATE INDEX merges_of_b ON merges (b);
)sql"
