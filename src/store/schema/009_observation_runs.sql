R"sql(
-- Observations in runs: each sorted by the hash of its subjects and again by that of its objects, packed to blocks of a page,
-- and never changed; several runs become one. store/observation_block.h says what a block holds. The number of a block
-- is that of its side and run, and the hash it begins with. What version 8 held is moved here, and its tables go.
CREATE TABLE observation_runs (
  id INTEGER PRIMARY KEY,
  rows INTEGER NOT NULL
) STRICT;
CREATE TABLE observation_blocks (
  id INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;
CREATE TABLE observed_ranges (  -- lengths of the address ranges that something is said of
  bits INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE observed_files (  -- how far a file has been kept
  file TEXT PRIMARY KEY,
  how TEXT NOT NULL,  -- what else decides what is read from it
  line INTEGER NOT NULL,
  digest INTEGER NOT NULL  -- of the lines up to there
) STRICT, WITHOUT ROWID;
)sql"
