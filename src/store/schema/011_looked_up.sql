R"sql(
-- What a page of the ledger asks for each time: documents whose language is not read, and a document by its name.
CREATE INDEX readings_not_understood ON readings (language, understood, document) WHERE understood <> 'fully';
CREATE INDEX documents_by_name ON documents (name);
)sql"
