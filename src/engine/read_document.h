#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

// What the user says of the documents; it goes before what they say of themselves.
struct StatedOrigin {
  std::optional<std::string> source, published, url;  // published: YYYY, YYYY-MM or YYYY-MM-DD
};

// Reads documents, one after the other, with tables that are opened once.
class DocumentReader {
 public:
  static Result<DocumentReader> load(const Data& data);

  // Text, HTML or Markdown; "-" is standard input.
  Result<Reading> read_file(const std::string& file, const StatedOrigin& stated, const Limits& limits) const;
  // The same from bytes; `name` tells the format and goes into messages.
  Result<Reading> read_bytes(std::string bytes, const std::string& name, const StatedOrigin& stated,
                             const Limits& limits) const;
  // One line of JSON Lines: {"id", "title", "text", "published", "source", "url"}, of which only text must be there.
  // `place` is "feed.jsonl:12", for messages.
  Result<Reading> read_line(std::string_view line, const std::string& place, const Limits& limits) const;

  const Knowledge& knowledge() const { return *knowledge_; }

 private:
  DocumentReader(std::unique_ptr<const Knowledge> knowledge, Boilerplate boilerplate, Reader reader,
                 std::vector<LedgerEntry> ledger, LedgerWords words);
  Reading understood(Document document) const;

  std::unique_ptr<const Knowledge> knowledge_;  // apart, so that it stays in place when this object moves
  Boilerplate boilerplate_;
  Reader reader_;
  std::vector<LedgerEntry> ledger_;
  LedgerWords words_;
};

}  // namespace whence
