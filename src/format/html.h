// The article of a web page: its paragraphs as text, what the page says of itself, and the way back to the bytes.
#pragma once

#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "format/boilerplate.h"
#include "format/encoding.h"
#include "model/document.h"

namespace whence {

// Sets text (paragraphs apart by an empty line), title, source, published, url, exercise, offsets, boilerplate
// (captions) and oddities. Scripts, styles, navigation, footers, asides, forms, comments, hidden elements and elements
// that `boilerplate` marks are left out; where the page has an article or main element with text in it, only that is
// kept. White space is one space, invisible characters (soft hyphen, zero-width space) go. Linear; never recursive.
// Errors name `name`: no text in the page.
Result<Document> read_html(Decoded page, std::string_view name, const Limits& limits, const Boilerplate& boilerplate);

// The encoding that the first bytes of a page declare ("windows-1251"), or nothing.
std::string_view declared_encoding(std::string_view bytes);

}  // namespace whence
