// The front door for what people and machines wrote: bytes to a Document.
#pragma once

#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "format/boilerplate.h"
#include "model/document.h"

namespace whence {

enum class DocumentFormat { text, html, markdown, mail, pdf };

// By content where it shows (a page starts with a tag of one), else by the name's ending, else plain text.
DocumentFormat document_format(std::string_view bytes, std::string_view name);

// An invented document says so in its first line: "EXERCISE: ..."; a word that only starts so does not count.
bool is_exercise(std::string_view text);

// Bytes of a file named `name` as a Document. Plain UTF-8 text comes back byte for byte. Encodings, what a page or
// front matter states, the article of a page: format/encoding.h, format/html.h, format/markdown.h, format/mail.h.
// Boilerplate that the phrases of `boilerplate` give away is marked, not removed; without phrases only what the format
// itself marks is. Errors are one line with `name`: empty, binary, no text, beyond limits.bytes.
Result<Document> read_document(std::string bytes, std::string name, const Limits& limits,
                               const Boilerplate& boilerplate = {});

}  // namespace whence
