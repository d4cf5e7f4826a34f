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

// One run of text bytes and the run of original bytes it came from: each `unit` bytes of text stand for `original_unit`
// original bytes. Plain bytes are 1 for 1, "&amp;" 1 for 5, ASCII in UTF-16 1 for 2, a paragraph break put in by a
// reader 1 for 0. format/offsets.h asks and builds.
struct OffsetRun {
  std::uint32_t text = 0;      // first byte in Document::text
  std::uint32_t original = 0;  // first byte in the bytes as received (for PDF: of the page's text)
  std::uint32_t size = 0;      // in text bytes, a multiple of `unit`
  std::uint32_t page = 0;      // 1-based where the format has pages, else 0
  std::uint16_t unit = 1;
  std::uint16_t original_unit = 1;
  bool operator==(const OffsetRun&) const = default;
};

// What was received, as text. Every Span of a Reading points into `text`.
struct Document {
  DocumentId id;
  std::string name;                   // file name or "-"; for messages, never opened again
  std::string sha256;                 // of the bytes as received, lower-case hex
  std::string text;                   // UTF-8; plain text byte for byte as received
  std::string title;                  // empty if the document states none
  std::optional<std::string> source;  // outlet or author as stated by the document or the user
  std::optional<Date> published;      // as stated by the document or the user
  std::optional<std::string> url;     // as stated by the document or the user; never fetched
  bool exercise = false;              // says of itself that it is invented; every output carries the banner
  std::uint64_t bytes = 0;            // as received
  std::vector<OffsetRun> offsets;     // rising; empty means identity
  std::vector<Span> boilerplate;      // runs of text that the format marks as not the article
  std::vector<Oddity> oddities;
};

}  // namespace whence
