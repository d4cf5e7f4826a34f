R"sql(
-- What others may fetch over TAXII, in the order in which they may; derived from documents, cases, the public record and
-- the objects that came from outside. Numbers are never used again, so a page goes on where the one before ended. An
-- object from outside lies in `objects`; ours lie here.
CREATE TABLE published (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  version TEXT NOT NULL,                -- modified, else created, else empty
  type TEXT NOT NULL,
  spec TEXT NOT NULL,
  tlp INTEGER NOT NULL,                 -- place of the strictest mark among the labels; -1: none
  added INTEGER NOT NULL UNIQUE,        -- microseconds since 1970, rising with the number
  object INTEGER REFERENCES objects,
  json TEXT,
  CHECK ((object IS NULL) <> (json IS NULL))
) STRICT;
CREATE UNIQUE INDEX published_by_version ON published (collection, id, version);
CREATE INDEX published_by_collection ON published (collection, number);
CREATE INDEX published_by_type ON published (collection, type, number);
CREATE TABLE published_from (             -- which document or case says an object
  collection TEXT NOT NULL,
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (collection, source, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX published_from_id ON published_from (collection, id);
CREATE TABLE publishing (                 -- documents and cases that have changed since they were published
  collection TEXT NOT NULL,
  source TEXT NOT NULL,
  changes INTEGER NOT NULL,             -- rises with each, so that one made meanwhile is not taken for done
  PRIMARY KEY (collection, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE publishing_marks (           -- how far each table has been looked through
  what TEXT PRIMARY KEY,
  mark TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- How far a collection of another server has been fetched.
CREATE TABLE fetched (
  address TEXT PRIMARY KEY,
  latest INTEGER NOT NULL,              -- date added of the last object of the last page, microseconds; 0: none
  read_to INTEGER NOT NULL              -- number of the last of `objects` that was searched for documents of ours
) STRICT, WITHOUT ROWID;
)sql"
