#pragma once

#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "model/case.h"

namespace whence {

// What a file given as a case is: YAML keys, a plain list of technique ids and software names, or neither (a document).
enum class CaseForm { yaml, list, none };
CaseForm case_form(std::string_view bytes, std::string_view name);

// One technique id or software name a line; "#" starts a comment, empty lines are passed over, and so is what follows
// an id after a space or a tab. All items are of one origin (the list) and grade F6. Error: no item at all; a line
// longer than a name can be, with its number.
Result<Case> read_case_list(std::string bytes, std::string_view name, const Limits& limits);

// "T1190", "T1566.002", in either case of the letter.
bool is_technique_id(std::string_view text);

}  // namespace whence
