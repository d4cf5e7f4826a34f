R"sql(
-- What the analyst says: append-only; the newest row about a thing counts. The claim itself stays as it was read.
CREATE TABLE verdicts (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  claim TEXT NOT NULL,                  -- its key when it was judged
  act TEXT NOT NULL,
  cue_begin INTEGER NOT NULL,
  cue_end INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'amend', 'withdraw')),
  field TEXT NOT NULL,                  -- of an amendment
  value TEXT NOT NULL,
  note TEXT NOT NULL,
  coder TEXT NOT NULL,
  made TEXT NOT NULL
) STRICT;
CREATE INDEX verdicts_of_document ON verdicts (document);
CREATE TABLE remarks (
  id INTEGER PRIMARY KEY,
  about TEXT NOT NULL,                  -- key of a document or claim
  kind TEXT NOT NULL CHECK (kind IN ('note', 'tag', 'untag', 'tlp')),
  text TEXT NOT NULL,
  coder TEXT NOT NULL,
  made TEXT NOT NULL
) STRICT;
CREATE INDEX remarks_about ON remarks (about);
)sql"
