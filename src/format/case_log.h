// Who did what to a case: the list `log` at the end of its file. Entries are appended, one line each, so that a
// person's comments and layout stay as they are, and the record travels with the case.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "format/case_yaml.h"
#include "format/yaml.h"
#include "model/case.h"

namespace whence {

// Reads the list into checked.incident.log and says what is wrong in it. `text` is the whole file, whose bytes
// signatures are compared with.
void read_case_log(const YamlEntry& entry, std::string_view text, std::string_view name, CheckedCase& checked);

// Applies the log to the items, and sets second_reader to who has signed: somebody else than who prepared it, over
// every byte of the file as it stands. Without such a signature it is empty, whatever the key says.
void settle_case(Case& incident);

// The file with one more entry, which starts the list where there is none. Signatures get their content here. Error:
// the file has keys behind its log, so that nothing can be appended.
Result<std::string> with_event(std::string file, std::string_view name, CaseEvent event);

// Somebody else than who prepared the case, whose signature holds; empty if nobody.
std::string signed_by(const Case& incident);

}  // namespace whence
