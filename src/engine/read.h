// `whence read`: a file in, a Reading out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "format/boilerplate.h"
#include "knowledge/knowledge.h"
#include "lexicon/data.h"
#include "model/ledger.h"
#include "model/reading.h"
#include "reading/reader.h"
#include "relations/against_ledger.h"

namespace whence {

// What the user says of a document; wins over what the document says of itself.
struct Provenance {
  std::optional<std::string> source, url;
  std::optional<Date> published;
};

// Everything that reading documents needs, loaded once.
class ReadingDesk {
 public:
  static Result<ReadingDesk> open(const Data& data);

  // `name` is for messages and provenance. Errors name it.
  Result<Reading> read(std::string bytes, const std::string& name, const Provenance& stated,
                       const Limits& limits) const;
  Result<Reading> read_file(const std::string& path, const Provenance& stated, const Limits& limits) const;
  // The same in two steps, for callers that ask in between whether they have the document: bytes to a document, and a
  // document (also one read before) to what it says.
  Result<Document> document(std::string bytes, const std::string& name, const Provenance& stated,
                            const Limits& limits) const;
  Result<Document> document_of_line(std::string_view line, const std::string& place, const Limits& limits) const;
  Reading read(Document document) const;
  // One line of JSON Lines, as format/articles.h has it; `place` is "feed.jsonl:12".
  Result<Reading> read_line(std::string_view line, const std::string& place, const Limits& limits) const;

 private:
  ReadingDesk(Reader reader, Boilerplate boilerplate, std::vector<LedgerEntry> ledger, LedgerWords words)
      : reader_(std::move(reader)),
        boilerplate_(std::move(boilerplate)),
        ledger_(std::move(ledger)),
        words_(std::move(words)) {}

  Reader reader_;
  Boilerplate boilerplate_;
  std::vector<LedgerEntry> ledger_;
  LedgerWords words_;
};

}  // namespace whence
