#include "engine/read.h"

#include <algorithm>

#include "base/file.h"
#include "format/articles.h"
#include "format/document.h"
#include "knowledge/ledger.h"
#include "relations/against_ledger.h"
#include "relations/relations.h"

namespace whence {
namespace {

Result<LedgerWords> load_ledger_words(const Data& data) {
  WHENCE_TRY(const Table table, data.table("reading/ledger-words"));
  WHENCE_TRY(const std::size_t word, table.column("word"));
  WHENCE_TRY(const std::size_t kind, table.column("kind"));
  WHENCE_TRY(const std::size_t meaning, table.column("concept"));
  LedgerWords words;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string text(table.text(row, word)), concept_name(table.text(row, meaning));
    const std::string_view of_kind = table.text(row, kind);
    if (of_kind == "victim") {
      words.victim.emplace(text, concept_name);
    } else if (of_kind == "outcome") {
      words.outcome.emplace(text, concept_name);
    } else if (of_kind == "likelihood") {
      words.likelihood.push_back(text);
    } else if (of_kind == "negation") {
      words.negation.push_back(text);
    } else if (of_kind == "novelty") {
      words.novelty.push_back(text);
    } else if (of_kind == "departure") {
      words.departure.push_back(text);
    } else if (of_kind == "step") {
      words.step.push_back(text);
    } else {
      return Error{Code::malformed, "data/reading/ledger-words.tsv: '" + std::string(of_kind) + "' is no kind of word"};
    }
  }
  return words;
}

}  // namespace

Result<ReadingDesk> ReadingDesk::open(const Data& data) {
  WHENCE_TRY(const Knowledge knowledge, Knowledge::load(data));
  WHENCE_TRY(Reader reader, Reader::load(data, knowledge));
  WHENCE_TRY(const Table phrases, data.table("reading/boilerplate"));
  WHENCE_TRY(Boilerplate boilerplate, boilerplate_from(phrases));
  WHENCE_TRY(std::vector<LedgerEntry> ledger, load_ledger(data));
  WHENCE_TRY(LedgerWords words, load_ledger_words(data));
  return ReadingDesk(std::move(reader), std::move(boilerplate), std::move(ledger), std::move(words));
}

Result<Document> ReadingDesk::document(std::string bytes, const std::string& name, const Provenance& stated,
                                       const Limits& limits) const {
  WHENCE_TRY(Document document, read_document(std::move(bytes), name, limits, boilerplate_));
  if (stated.source) document.source = stated.source;
  if (stated.url) document.url = stated.url;
  if (stated.published) document.published = stated.published;
  reader_.read_heading(document);
  return document;
}

Result<Document> ReadingDesk::document_of_line(std::string_view line, const std::string& place,
                                               const Limits& limits) const {
  WHENCE_TRY(Document document, read_article_line(line, place, limits, boilerplate_));
  reader_.read_heading(document);
  return document;
}

Result<Reading> ReadingDesk::read(std::string bytes, const std::string& name, const Provenance& stated,
                                  const Limits& limits) const {
  WHENCE_TRY(Document fresh, document(std::move(bytes), name, stated, limits));
  return read(std::move(fresh));
}

Result<Reading> ReadingDesk::read_line(std::string_view line, const std::string& place, const Limits& limits) const {
  WHENCE_TRY(Document document, document_of_line(line, place, limits));
  return read(std::move(document));
}

Reading ReadingDesk::read(Document document) const {
  Reading reading = reader_.read(std::move(document));
  reading.exercise = reading.exercise || reading.document.exercise;
  relate_claims(reading);
  compare_with_ledger(reading, ledger_, words_);
  return reading;
}

Result<Reading> ReadingDesk::read_file(const std::string& path, const Provenance& stated, const Limits& limits) const {
  WHENCE_TRY(std::string bytes, whence::read_file(path, limits));
  const std::string name = path == "-" ? "standard input" : path.substr(path.find_last_of('/') + 1);
  return read(std::move(bytes), name, stated, limits);
}

}  // namespace whence
