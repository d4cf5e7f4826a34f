R"sql(
-- Full text over documents; the words themselves stay in documents.
CREATE VIRTUAL TABLE document_words USING fts5 (
  title, text, content = 'documents', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO document_words (document_words) VALUES ('rebuild');
)sql"
