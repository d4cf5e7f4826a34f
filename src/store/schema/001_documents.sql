R"sql(
-- What arrived and what it says. Rows of documents, arrivals, readings and claims are never changed.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,             -- "sha256:" and 16 digits
  sha256 TEXT NOT NULL UNIQUE,          -- of the bytes as received
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  source TEXT,
  published TEXT,                       -- 2026, 2026-05 or 2026-05-04
  url TEXT,
  exercise INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  text TEXT NOT NULL,
  layout TEXT NOT NULL,                 -- JSON: offsets, boilerplate, oddities of the format
  added TEXT NOT NULL                   -- UTC
) STRICT;
CREATE TABLE arrivals (                 -- the same bytes from another place
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  name TEXT NOT NULL,
  source TEXT,
  published TEXT,
  url TEXT,
  added TEXT NOT NULL
) STRICT;
CREATE INDEX arrivals_of_document ON arrivals (document);
CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  program TEXT NOT NULL,                -- version of the reader
  data TEXT NOT NULL,                   -- hash of the tables that read it
  language TEXT NOT NULL,
  understood TEXT NOT NULL,             -- fully, cues, no: how far the reader knows the language
  exercise INTEGER NOT NULL,
  claims INTEGER NOT NULL,              -- how many there must be
  parts TEXT NOT NULL,                  -- JSON: sentences, names, matters, ... everything but claims
  made TEXT NOT NULL,
  UNIQUE (document, program, data)
) STRICT;
CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL REFERENCES readings,
  ordinal INTEGER NOT NULL,             -- place in the reading, from 0
  key TEXT NOT NULL,                    -- hash of document, act, span and parties
  act TEXT NOT NULL,
  matter TEXT NOT NULL,
  sentence INTEGER NOT NULL,
  day INTEGER NOT NULL,                 -- of the statement: days since 1970, or -9999999
  rung INTEGER,
  hedge TEXT NOT NULL,
  denied INTEGER NOT NULL,
  status TEXT NOT NULL,
  body TEXT NOT NULL,                   -- JSON: the whole claim
  UNIQUE (reading, ordinal)
) STRICT;
CREATE INDEX claims_by_key ON claims (key);
-- Derived: which reading of a document counts, and where to find its claims. Can be made again from the above.
CREATE TABLE newest (
  document INTEGER PRIMARY KEY REFERENCES documents,
  reading INTEGER NOT NULL REFERENCES readings
) STRICT;
CREATE TABLE terms (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                   -- accuser, accused, group, organ, victim, sector, act, rung, ...
  value TEXT NOT NULL,
  UNIQUE (kind, value)
) STRICT;
CREATE TABLE facets (                   -- without foreign keys: whence check compares them with the claims
  term INTEGER NOT NULL,
  day INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (term, day, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX facets_of_claim ON facets (claim);
CREATE VIRTUAL TABLE claim_words USING fts5 (words, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');
)sql"
