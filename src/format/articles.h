// Articles as JSON Lines: one object a line, {"id", "title", "text", "published", "source", "url"}; only "text" is
// needed.
#pragma once

#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "format/boilerplate.h"
#include "model/document.h"

namespace whence {

// One line as a Document. Its name is the record's "id" if it has one, else `place` ("feed.jsonl:12"), which also goes
// before messages; its hash is of the line; "exercise": true makes it an exercise. The offsets are those of the text in
// the record, not of the line. Errors: no object, no text, a date or text of another type.
Result<Document> read_article_line(std::string_view line, const std::string& place, const Limits& limits,
                                   const Boilerplate& boilerplate = {});

}  // namespace whence
