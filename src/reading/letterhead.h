// What the first lines of a text say about it: byline, dateline, letterhead.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/claim.h"
#include "model/document.h"
#include "reading/claims/coreference.h"
#include "reading/names/names.h"
#include "reading/sentences/vocabulary.h"
#include "reading/sentences/words.h"

namespace whence {

// As written; empty or absent where the lines do not say it.
struct Byline {
  std::string outlet, author;
  std::optional<Date> published;
};

// "By Mara Lindqvist, Northern Courier, 14 September 2026"; "BERLIN, 14 September 2026 (Reuters) - ..."; "Zentral
// Daily, 15 September 2026". Looks at the lines before the text's first paragraph and at the beginning of that.
Byline byline_of(std::string_view text, const WordTables& words);

// Who issues a statement and speaks in it as "we", in the words of its heading ("Statement by the Ministry of Justice
// of Peru"; a body's name on a line of its own over "Press release") or of Document::source. Empty for an article.
struct IssuerTables {
  const Vocabulary& vocabulary;
  const Names& names;
  const WordTables& words;
};
Issuer issuer_of(const Document& document, const IssuerTables& tables);

}  // namespace whence
