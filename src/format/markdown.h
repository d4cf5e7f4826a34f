#pragma once

#include <string_view>

#include "base/result.h"
#include "format/encoding.h"
#include "model/document.h"

namespace whence {

// Markdown without its marks: headings, emphasis, quotation marks of lines, list bullets, fences, links (their words
// stay), HTML comments and tags go; code keeps its words. Line ends stay as they are; headings and items get an empty
// line around them where there is none. Front matter ("---", "key: value", "---") gives title, source (or author),
// published (or date), url and exercise, and is left out. Pictures' words are captions and marked as boilerplate.
// Offsets lead back to the bytes received. Errors name `name`: no text.
Result<Document> read_markdown(Decoded decoded, std::string_view name);

}  // namespace whence
