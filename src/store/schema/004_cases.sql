R"sql(
-- Cases: every state of the file that a command saw, and who did what. Append-only.
CREATE TABLE case_versions (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,                   -- the case's own name
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  yaml TEXT NOT NULL,
  made TEXT NOT NULL
) STRICT;
CREATE INDEX case_versions_by_name ON case_versions (name, made);
CREATE TABLE case_log (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version INTEGER NOT NULL REFERENCES case_versions,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  made TEXT NOT NULL
) STRICT;
CREATE INDEX case_log_by_name ON case_log (name);
)sql"
