#include "engine/read_document.h"

#include <utility>

#include <fmt/format.h>

#include "base/date.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "format/document.h"

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

}  // namespace

DocumentReader::DocumentReader(std::unique_ptr<const Knowledge> knowledge, Boilerplate boilerplate, Reader reader,
                               std::string hash)
    : knowledge_(std::move(knowledge)),
      boilerplate_(std::move(boilerplate)),
      reader_(std::move(reader)),
      data_hash_(std::move(hash)) {}

Result<DocumentReader> DocumentReader::load(const Data& data) {
  WHENCE_TRY(Knowledge loaded, Knowledge::load(data));
  auto knowledge = std::make_unique<const Knowledge>(std::move(loaded));
  WHENCE_TRY(const Table phrases, data.table("reading/boilerplate"));
  WHENCE_TRY(Boilerplate boilerplate, boilerplate_from(phrases));
  WHENCE_TRY(Reader reader, Reader::load(data, *knowledge));
  return DocumentReader(std::move(knowledge), std::move(boilerplate), std::move(reader), std::string(data.hash()));
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
  Reading reading = reader_.read(std::move(document));
  reading.data = data_hash_;
  return reading;
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
  Reading reading = reader_.read(std::move(document));
  reading.data = data_hash_;
  return reading;
}

}  // namespace whence
