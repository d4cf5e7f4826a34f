#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/span.h"
#include "model/oddity.h"

namespace whence {

using DocumentId = Id<struct DocumentTag>;  // "sha256:" and the first 16 hexadecimal digits of the text's origin bytes

// One run of text bytes and the run of original bytes it came from.
struct OffsetRun {
  std::uint32_t text = 0;      // first byte in Document::text
  std::uint32_t original = 0;  // first byte in the bytes as received (for PDF: of the page's text)
  std::uint32_t size = 0;      // in text bytes
  std::uint32_t page = 0;      // 1-based where the format has pages, else 0
};

// What was received, as text. Every Span of a Reading points into `text`.
struct Document {
  DocumentId id;
  std::string name;                      // file name or "-"; for messages, never opened again
  std::string sha256;                    // of the bytes as received, lower-case hex
  std::string text;                      // UTF-8; plain text byte for byte as received
  std::string title;                     // empty if the document states none
  std::optional<std::string> source;     // outlet or author as stated by the document or the user
  std::optional<Date> published;         // as stated by the document or the user
  std::optional<std::string> url;        // as stated by the document or the user; never fetched
  std::uint64_t bytes = 0;               // as received
  std::vector<OffsetRun> offsets;        // rising; empty means identity
  std::vector<Span> boilerplate;         // runs of text that the format marks as not the article
  std::vector<Oddity> oddities;
};

}  // namespace whence
