R"sql(
-- The few relationships among a million objects that say who is behind something.
CREATE INDEX objects_attributed ON objects (number)
  WHERE type = 'relationship' AND instr(json, '"attributed-to"') > 0;
)sql"
