R"sql(
-- Who or what was seen with what, found from either side. An object's key is the one form of its many spellings; the text
-- as it was seen stands beside it where it differs. The same observation from the same source counts once. subject and
-- object are of observed_objects; relation, source and file of observed_words; stated as foreign keys, each insertion
-- would look five of them up.
CREATE TABLE observed_objects (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE observed_words (  -- relations, sources, files
  id INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE observations (
  subject INTEGER NOT NULL,
  relation INTEGER NOT NULL,
  object INTEGER NOT NULL,
  first INTEGER NOT NULL,  -- days since 1970; -9999999: not stated
  last INTEGER NOT NULL,
  source INTEGER NOT NULL,
  subject_text TEXT NOT NULL,  -- empty: as the key
  object_text TEXT NOT NULL,
  file INTEGER NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (subject, relation, object, first, last, source, subject_text, object_text)
) STRICT, WITHOUT ROWID;
CREATE INDEX observations_by_object ON observations (object);
)sql"
