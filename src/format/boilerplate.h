// Words of a page that are not its article: comment forms, lists of other stories, cookie and subscription lines,
// credits, captions. The phrases are data (data/reading/boilerplate.tsv); here they are looked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "model/document.h"

namespace whence {

enum class BoilerplateMatch { whole, start, part };  // of a line, letters' case ignored
enum class BoilerplateReach { line, rest };          // rest: to the end of the document, as a comment form does

struct BoilerplatePhrase {
  std::string words;  // lower case, single spaces
  BoilerplateMatch match = BoilerplateMatch::whole;
  BoilerplateReach reach = BoilerplateReach::line;
};

struct Boilerplate {
  std::vector<BoilerplatePhrase> phrases;
  std::vector<std::string>
      marks;  // lower-case class names and ids of HTML elements that hold none of the article; sorted
  std::vector<std::string> mark_parts;  // the same as words of such a name: "author-bio" in "c-author-bio__text"
};

// Whether a class name or id of an element, in lower case, says that it holds none of the article.
bool is_mark(const Boilerplate& boilerplate, std::string_view name);

// From the table's columns match (whole, start, part, mark, mark-part), reach (line, rest), phrase. Errors name the
// row.
Result<Boilerplate> boilerplate_from(const Table& table);

// Adds to document.boilerplate, which stays sorted and without overlaps. Changes no text. A phrase that reaches to the
// end does so only in the last half of the text, or where no sentence follows: articles quote such words too.
void mark_boilerplate(Document& document, const Boilerplate& boilerplate);

}  // namespace whence
