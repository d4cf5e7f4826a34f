#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "model/document.h"

namespace whence {

// A PDF with a text layer, its text taken out by `pdftotext` in a process of its own with bounds on time, memory and
// output. Pages are apart by an empty line; words divided at a line's end are joined; lines at the top and foot of
// pages that repeat (but for numbers) are marked as boilerplate. Offsets give the page and the byte within the page's
// text. Errors name `name`: pdftotext not installed, encrypted, damaged, no text layer, beyond a limit.
Result<Document> read_pdf(std::string_view bytes, std::string_view name, const Limits& limits);

// The pages of a text layer as one document, as read_pdf makes it; valid UTF-8. Its text may be empty.
Document document_of_pages(const std::vector<std::string_view>& pages);

// From "%PDF-" near the start.
bool looks_like_pdf(std::string_view bytes);

}  // namespace whence
