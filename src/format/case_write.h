// A case as YAML that a person goes on with.
#pragma once

#include <string>

#include "model/case.h"

namespace whence {

// What read_case (format/case_yaml.h) reads back: name, marks, victim, window, items, statements, known facts. The log
// is not written: with_event (case_log.h) adds to it.
std::string write_case(const Case& incident);

}  // namespace whence
