R"sql(
-- Objects of other systems as they came, byte for byte: every version of each. Append-only; number is the order of
-- arrival, by which pages stay where they are while more is added.
CREATE TABLE objects (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  modified TEXT NOT NULL,
  type TEXT NOT NULL,
  spec TEXT NOT NULL,
  revoked INTEGER NOT NULL,
  source TEXT NOT NULL,
  added TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX objects_by_version ON objects (id, modified);
CREATE INDEX objects_by_type ON objects (type);
)sql"
