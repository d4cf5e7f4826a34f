#include "engine/read_document.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/date.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "format/document.h"
#include "knowledge/ledger.h"
#include "relations/relations.h"

namespace whence {
namespace {

Result<Date> stated_date(std::string_view text, std::string_view place) {
  if (const auto date = parse_date(text)) return *date;
  return Error{Code::malformed,
               fmt::format("{}: '{}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD", place, visible(text))};
}

std::optional<std::string> stated_text(const Json& value) {
  if (value.text().empty()) return std::nullopt;
  return std::string(value.text());
}

bool invented(const Party& party) {
  return party.state && party.state->size() == 2 && party.state->front() == 'X' && *party.state != "XK";
}

// A party of a user-assigned country code marks the incident as invented.
bool names_invented_state(const Reading& reading) {
  return std::any_of(reading.claims.begin(), reading.claims.end(), [](const Claim& claim) {
    for (const auto* parties : {&claim.source, &claim.accused, &claim.victim, &claim.target, &claim.sponsor}) {
      if (std::any_of(parties->begin(), parties->end(), invented)) return true;
    }
    return false;
  });
}

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
    } else {
      return Error{Code::malformed, "data/reading/ledger-words.tsv: '" + std::string(of_kind) + "' is no kind of word"};
    }
  }
  return words;
}

}  // namespace

DocumentReader::DocumentReader(std::unique_ptr<const Knowledge> knowledge, Boilerplate boilerplate, Reader reader,
                               std::vector<LedgerEntry> ledger, LedgerWords words)
    : knowledge_(std::move(knowledge)),
      boilerplate_(std::move(boilerplate)),
      reader_(std::move(reader)),
      ledger_(std::move(ledger)),
      words_(std::move(words)) {}

Result<DocumentReader> DocumentReader::load(const Data& data) {
  WHENCE_TRY(Knowledge loaded, Knowledge::load(data));
  auto knowledge = std::make_unique<const Knowledge>(std::move(loaded));
  WHENCE_TRY(const Table phrases, data.table("reading/boilerplate"));
  WHENCE_TRY(Boilerplate boilerplate, boilerplate_from(phrases));
  WHENCE_TRY(Reader reader, Reader::load(data, *knowledge));
  WHENCE_TRY(std::vector<LedgerEntry> ledger, load_ledger(data));
  WHENCE_TRY(LedgerWords words, load_ledger_words(data));
  return DocumentReader(std::move(knowledge), std::move(boilerplate), std::move(reader), std::move(ledger),
                        std::move(words));
}

Reading DocumentReader::understood(Document document) const {
  Reading reading = reader_.read(std::move(document));
  reading.exercise = reading.document.exercise || names_invented_state(reading);
  relate_claims(reading);
  compare_with_ledger(reading, ledger_, words_);
  return reading;
}

Result<Reading> DocumentReader::read_file(const std::string& file, const StatedOrigin& stated,
                                          const Limits& limits) const {
  WHENCE_TRY(std::string bytes, whence::read_file(file, limits));
  return read_bytes(std::move(bytes), file, stated, limits);
}

Result<Reading> DocumentReader::read_bytes(std::string bytes, const std::string& name, const StatedOrigin& stated,
                                           const Limits& limits) const {
  WHENCE_TRY(Document document, read_document(std::move(bytes), name, limits, boilerplate_));
  if (stated.source) document.source = stated.source;
  if (stated.url) document.url = stated.url;
  if (stated.published) {
    WHENCE_TRY(document.published, stated_date(*stated.published, "--published"));
  }
  return understood(std::move(document));
}

Result<Reading> DocumentReader::read_line(std::string_view line, const std::string& place, const Limits& limits) const {
  WHENCE_TRY(const Json record, parse_json(line, place, limits));
  const std::string_view text = record["text"].text();
  if (text.empty()) return Error{Code::malformed, fmt::format("{}: no \"text\"; each line needs one", place)};
  const std::string name = std::string(record["id"].text());
  WHENCE_TRY(Document document, read_document(std::string(text), name.empty() ? place : name, limits, boilerplate_));
  document.title = record["title"].text();
  document.source = stated_text(record["source"]);
  document.url = stated_text(record["url"]);
  if (const auto published = stated_text(record["published"])) {
    WHENCE_TRY(document.published, stated_date(*published, place));
  }
  return understood(std::move(document));
}

}  // namespace whence
